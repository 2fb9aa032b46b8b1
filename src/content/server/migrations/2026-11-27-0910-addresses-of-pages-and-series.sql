-- Addresses of pages and series stay alive, as those of articles do.

-- Since when a page that readers knew is taken back; null: it is public, or never was. Its addresses wait for its return.
alter table content.page
	add column withdrawn timestamptz,
	add check (withdrawn is null or published is null);
-- Of those that were taken back before, only the ones that had moved tell that they were public.
update content.page set withdrawn = changed
where published is null and exists (select from content.former_page_slug former where former.page = page.id);

-- Addresses that a series had before; they lead on to the present one.
create table content.former_series_slug (
	slug text primary key,
	series bigint not null references content.series (id) on delete cascade,
	left_behind timestamptz not null
);
create index former_series_slug_by_series on content.former_series_slug (series);

-- Addresses of pages and series that were deleted.
create table content.gone_address (
	-- As links say it: `/SLUG`, `/series/SLUG`.
	path text primary key check (path ~ '^/'),
	-- Where it leads; neither: it is gone.
	leads_to_article bigint references content.article (id) on delete set null,
	leads_to text check (leads_to ~ '^/'),
	title text not null,
	gone timestamptz not null
);
create index gone_address_by_leads_to on content.gone_address (leads_to_article) where leads_to_article is not null;
