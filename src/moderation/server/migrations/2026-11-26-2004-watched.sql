-- Words that have a comment wait for a person, in every way of writing them.
create table moderation.watched (
	word text primary key check (length(word) between 2 and 60),
	added timestamptz not null
);
