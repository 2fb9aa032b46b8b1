-- What can be found again. Everything here is made of what other modules keep and can be made anew at any time.
create schema search;

create table search.entry (
	id bigint generated always as identity primary key,
	-- What it is: article, page, thread (its title) or comment, and its identity there.
	kind text not null check (kind in ('article', 'page', 'thread', 'comment')),
	thing bigint not null,
	-- Who may find it by these words: a members-only article has one entry for everybody (its beginning) and one for members.
	audience text not null default 'everybody' check (audience in ('everybody', 'members')),
	-- A long text is looked through in parts.
	part smallint not null default 0,
	parts smallint not null default 1,
	title tsvector not null,
	words tsvector not null,
	written timestamptz not null,
	-- Handles the filters: who wrote it, where, about what.
	authors bigint[] not null default '{}',
	category bigint,
	tags text[] not null default '{}',
	unique (kind, thing, audience, part)
);
create index entry_by_words on search.entry using gin (words);
-- Titles stand first, however old they are.
create index entry_by_title on search.entry using gin (title) where title <> '';
create index entry_by_written on search.entry (written desc, id desc);
create index entry_by_author on search.entry using gin (authors) where authors <> '{}';
create index entry_by_tag on search.entry using gin (tags) where tags <> '{}';
-- Parts of long texts, whose words may stand apart.
create index entry_in_parts on search.entry (kind, thing) where parts > 1;
