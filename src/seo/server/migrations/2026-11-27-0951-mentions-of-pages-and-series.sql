-- Other sites link to pages of the house and to series, too.
alter table seo.mention alter article drop not null;
alter table seo.mention add page bigint references content.page (id) on delete cascade;
alter table seo.mention add series bigint references content.series (id) on delete cascade;
alter table seo.mention add constraint mention_of_one check (num_nonnulls(article, page, series) = 1);
create index mention_by_page on seo.mention (page, id) where approved is not null and gone is null and page is not null;
create index mention_by_series on seo.mention (series, id) where approved is not null and gone is null and series is not null;
