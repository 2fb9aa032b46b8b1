-- A network that does not answer at all holds up a whole account, and not one post.
-- Since when; null: what the post waits for, if it waits, is its own trouble.
alter table publishing.post add unreached timestamptz;
