-- What search engines, feed readers and other sites are told, and what they tell us.
create schema seo;

create table seo.setting (
	one boolean primary key default true check (one),
	-- What a feed carries of a public article. Of a members-only one it never carries more than the excerpt.
	feed_content text not null default 'full' check (feed_content in ('full', 'excerpt')),
	-- The WebSub hub that is told of changes; null: none.
	hub text check (length(hub) <= 500),
	-- When telling search engines of changes (IndexNow) was switched on; null: off.
	index_now timestamptz,
	-- When sending and receiving Webmentions was switched on; null: off.
	webmention timestamptz
);
insert into seo.setting default values;

-- The staff's own words for search engines, per article.
create table seo.override (
	article bigint primary key references content.article (id) on delete cascade,
	title text check (length(title) between 1 and 150),
	description text check (length(description) between 1 and 300),
	-- When it was taken out of search engines' lists; null: it may be listed.
	unlisted timestamptz,
	changed timestamptz not null,
	changed_by bigint references membership.member (id) on delete set null
);
