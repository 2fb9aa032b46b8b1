-- What a brand writes at home.
create schema content;

create table content.article (
	id bigint generated always as identity primary key,
	-- The readable end of its address, unique among all articles, also the former ones.
	slug text not null unique check (slug <> ''),
	title text not null,
	-- Written by hand; empty: the beginning of the text is used.
	excerpt text not null default '',
	-- The document, and what was made of it once, when it was written.
	body jsonb not null,
	body_html text not null,
	body_text text not null,
	tags text[] not null default '{}',
	locale text not null check (locale in ('zh-TW', 'en')),
	access text not null default 'public' check (access in ('public', 'members')),
	author bigint not null references membership.member (id),
	cover bigint references media.picture (id),
	-- Minutes that a reader needs.
	reading_minutes integer not null default 1,
	created timestamptz not null,
	changed timestamptz not null,
	-- Counts the saves, so that two people who edit at once are told.
	version integer not null default 1,
	-- Null: a draft. In the future only together with `scheduled`.
	published timestamptz,
	-- When it shall be published.
	scheduled timestamptz,
	-- Its conversation, opened when it is first published.
	thread bigint references community.thread (id)
);
create index article_by_published on content.article (published desc, id desc) where published is not null;
create index article_by_tag on content.article using gin (tags) where published is not null;
create index article_by_scheduled on content.article (scheduled) where scheduled is not null;
create index article_by_author on content.article (author);

-- Addresses that an article had before; they lead on to the present one.
create table content.former_slug (
	slug text primary key,
	article bigint not null references content.article (id) on delete cascade,
	left_behind timestamptz not null
);
