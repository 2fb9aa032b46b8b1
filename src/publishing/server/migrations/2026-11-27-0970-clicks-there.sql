-- How often the link in a post was followed, as its network counts: ours is insight.click, and is another number.
alter table publishing.post add column clicks bigint;
