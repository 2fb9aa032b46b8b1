-- Pages tell whom they link to, as articles do.
alter table seo.told_mention
	drop constraint told_mention_pkey,
	alter column article drop not null,
	add column page bigint references content.page (id) on delete cascade,
	add check (num_nonnulls(article, page) = 1),
	add unique nulls not distinct (article, page, target);
