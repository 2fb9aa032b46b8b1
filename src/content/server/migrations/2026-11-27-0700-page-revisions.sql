-- Pages have what articles have: every save leaves a version, and what is typed and not saved is kept.

-- A page as it was after a save.
create table content.page_revision (
	page bigint not null references content.page (id) on delete cascade,
	number integer not null check (number > 0),
	title text not null,
	slug text not null,
	excerpt text not null,
	body jsonb not null,
	locale text not null,
	kept timestamptz not null,
	-- Null: the product itself.
	kept_by bigint references membership.member (id),
	primary key (page, number)
);
insert into content.page_revision (page, number, title, slug, excerpt, body, locale, kept, kept_by)
select id, 1, title, slug, excerpt, body, locale, changed, author from content.page;

-- `page:ID`, or `new-page:KEY` for a page that was never saved.
alter table content.kept_draft drop constraint kept_draft_place_check;
alter table content.kept_draft add constraint kept_draft_place_check
	check (place ~ '^((article|page):[0-9]+|new(-page)?:[A-Za-z0-9_-]{8,40})$');
alter table content.kept_draft add column page bigint references content.page (id) on delete cascade;
create index kept_draft_by_page on content.kept_draft (page);
