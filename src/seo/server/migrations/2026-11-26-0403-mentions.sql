-- Webmentions (W3C Recommendation): what other sites say about an article, and whom we have told of ours.
create table seo.mention (
	id bigint generated always as identity primary key,
	-- The page that links to the article.
	source text not null check (source ~ '^https?://' and length(source) <= 2000),
	-- The address that it links to, as it was told to us.
	target text not null check (length(target) <= 2000),
	article bigint not null references content.article (id) on delete cascade,
	-- What it is, as its markup says.
	kind text not null default 'mention' check (kind in ('mention', 'reply', 'like', 'repost')),
	title text not null default '',
	author text not null default '',
	excerpt text not null default '',
	asked timestamptz not null,
	-- When the link was last seen there; null: not looked yet.
	verified timestamptz,
	-- When the link was found gone; what is gone is not shown.
	gone timestamptz,
	approved timestamptz,
	approved_by bigint references membership.member (id) on delete set null,
	hidden timestamptz,
	hidden_by bigint references membership.member (id) on delete set null,
	unique (source, target)
);
create index mention_by_article on seo.mention (article, id) where approved is not null and gone is null;
create index mention_waiting on seo.mention (id) where verified is not null and approved is null and hidden is null and gone is null;

create table seo.told_mention (
	article bigint not null references content.article (id) on delete cascade,
	-- The address that the article links to.
	target text not null check (length(target) <= 2000),
	told timestamptz not null,
	-- `told`, or why not: the place takes no Webmentions, or could not be reached.
	outcome text not null check (outcome in ('told', 'none', 'refused', 'unreachable')),
	primary key (article, target)
);
