-- What every save left behind, and what is not saved yet.

-- An article as it was after a save; `number` is its version then.
create table content.revision (
	article bigint not null references content.article (id) on delete cascade,
	number integer not null check (number > 0),
	title text not null,
	slug text not null,
	excerpt text not null,
	body jsonb not null,
	tags text[] not null,
	locale text not null,
	access text not null,
	kept timestamptz not null,
	-- Null: the product itself.
	kept_by bigint references membership.member (id),
	-- Since when readers saw it; null: they never did.
	published timestamptz,
	-- The revision that this one brought back.
	restored integer,
	primary key (article, number)
);

insert into content.revision (article, number, title, slug, excerpt, body, tags, locale, access, kept, kept_by, published)
select id, version, title, slug, excerpt, body, tags, locale, access, changed, author, published from content.article;

-- What somebody typed and has not saved: apart from the article, so that no reader sees it.
create table content.kept_draft (
	member bigint not null references membership.member (id) on delete cascade,
	-- `article:ID`, or `new:KEY` for an article that was never saved.
	place text not null check (place ~ '^(article:[0-9]+|new:[A-Za-z0-9_-]{8,40})$'),
	article bigint references content.article (id) on delete cascade,
	-- The version of the article that it was begun from.
	version integer,
	-- The form's fields as they were typed.
	fields jsonb not null,
	body jsonb not null,
	kept timestamptz not null,
	primary key (member, place)
);
create index kept_draft_by_article on content.kept_draft (article);

-- Who has an article open to work on. It is forgotten in a crash, and made again half a minute later.
create unlogged table content.open_editor (
	article bigint not null references content.article (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	seen timestamptz not null,
	primary key (article, member)
);
