-- Pages, as articles, show their writers who else has them open.
drop table content.open_editor;

-- Who has an article or a page open to work on. It is forgotten in a crash, and made again half a minute later.
create unlogged table content.open_editor (
	article bigint references content.article (id) on delete cascade,
	page bigint references content.page (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	seen timestamptz not null,
	check (num_nonnulls(article, page) = 1),
	unique nulls not distinct (article, page, member)
);
create index open_editor_by_page on content.open_editor (page);
