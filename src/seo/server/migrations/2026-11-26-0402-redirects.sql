-- Addresses that answered once, elsewhere or here, and where they lead now. Asked only when nothing else answers.
create table seo.redirect (
	id bigint generated always as identity primary key,
	-- The old path, percent-encoded in one way, without a slash at the end.
	path text not null check (path ~ '^/' and length(path) <= 2000),
	-- The old query, for systems that told their pages apart by it (`p=123`); empty: whatever the query is.
	query text not null default '' check (length(query) <= 500),
	-- A path of this site or an https address; null: gone for good.
	target text check (target ~ '^(/([^/]|$)|https://)' and length(target) <= 2000),
	-- 301 for good, 302 for now, 410 gone.
	status integer not null check (status in (301, 302, 410)),
	-- `console`, or which import brought it.
	origin text not null default 'console' check (length(origin) between 1 and 60),
	hits bigint not null default 0,
	-- When it was asked for last.
	hit timestamptz,
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null,
	unique (path, query),
	check ((status = 410) = (target is null))
);
-- A target that moves on takes those with it that lead to it.
create index redirect_by_target on seo.redirect (target) where target is not null;
