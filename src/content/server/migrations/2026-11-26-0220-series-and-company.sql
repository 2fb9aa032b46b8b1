-- Articles in company: series, several authors, translations, what is related, what is said of a tag, and what everybody
-- may read of an article for members.

create table content.series (
	id bigint generated always as identity primary key,
	slug text not null unique check (slug <> ''),
	title text not null,
	description text not null default '',
	created timestamptz not null,
	created_by bigint references membership.member (id),
	changed timestamptz not null
);

alter table content.article
	add column series bigint references content.series (id) on delete set null,
	-- Its place in the series, from 1; articles of one place stand in the order of their publishing.
	add column series_position integer check (series_position > 0),
	-- The article that this one says in another language; null: it is no translation.
	add column translates bigint references content.article (id) on delete set null,
	-- What everybody may read of an article for members; null: not made yet.
	add column teaser_html text,
	-- Words that tell what it is about, to find articles like it.
	add column terms text[] not null default '{}';
create index article_by_series on content.article (series, series_position, published) where series is not null;
create unique index article_by_translates on content.article (translates, locale) where translates is not null;
create index article_by_terms on content.article using gin (terms) where published is not null;

-- Whose names stand over an article; `article.author` is the first of them.
create table content.article_author (
	article bigint not null references content.article (id) on delete cascade,
	member bigint not null references membership.member (id),
	position integer not null,
	primary key (article, member)
);
create index article_author_by_member on content.article_author (member, article);
insert into content.article_author (article, member, position) select id, author, 1 from content.article;

-- What is said of a tag on its page; a tag without a row is only a word on articles.
create table content.tag (
	name text primary key,
	description text not null,
	changed timestamptz not null
);

-- Articles to go on with, best first: made by a job when one of them changes.
create table content.related (
	article bigint not null references content.article (id) on delete cascade,
	other bigint not null references content.article (id) on delete cascade,
	position integer not null,
	score integer not null,
	primary key (article, other)
);
create index related_by_other on content.related (other);
