-- What a search engine tells of the site: Google's Search Console, connected by the owner.
create table seo.search_console (
	one boolean primary key default true check (one),
	-- `sc-domain:example.com` or an address that ends in a slash, as Search Console names it.
	property text not null check (property ~ '^(sc-domain:[^/]+|https?://.+/)$' and length(property) <= 500),
	-- Whose key it is, so that a person recognises it.
	account text not null check (length(account) between 1 and 320),
	-- The key, unreadable without the installation's own.
	secret bytea not null,
	connected timestamptz not null,
	connected_by bigint references membership.member (id) on delete set null,
	-- The last day of which figures came; null: none yet.
	collected date,
	-- When it was asked last, whatever came of it.
	asked timestamptz,
	-- Why the last asking ended early; null: it did not.
	trouble text check (trouble in ('revoked', 'forbidden', 'property', 'quota', 'unreachable')),
	troubled timestamptz,
	check ((trouble is null) = (troubled is null))
);

-- The whole site on one day (by Pacific time, as Google counts). Never a sum of rows: rare queries are not told.
create table seo.search_day (
	day date primary key,
	clicks integer not null,
	impressions integer not null,
	-- The average place among results, 1 is the first.
	position double precision not null
);

-- One page on one day; with a query, that query alone.
create table seo.search_row (
	day date not null,
	-- Path and query of an address of this site, the whole address of another.
	page text not null,
	-- Empty: all queries, those that are not told included.
	query text not null,
	clicks integer not null,
	impressions integer not null,
	position double precision not null,
	primary key (day, page, query)
);
create index search_row_by_page on seo.search_row (page, day);
