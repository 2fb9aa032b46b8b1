-- Pages that stand at the root of the site: about us, contact, privacy.
create table content.page (
	id bigint generated always as identity primary key,
	-- Its address is `/SLUG`.
	slug text not null unique check (slug <> ''),
	title text not null,
	-- What search engines show; empty: the beginning of the text is used.
	excerpt text not null default '',
	-- The document, and what was made of it once, when it was written.
	body jsonb not null,
	body_html text not null,
	body_text text not null,
	locale text not null check (locale in ('zh-TW', 'en')),
	-- What the page is in the house, where it is more than a page: the house looks for its privacy page, for instance.
	role text check (role in ('about', 'contact', 'privacy', 'terms', 'shopping')),
	-- The page of which it is the translation; an original has none.
	translates bigint references content.page (id) on delete set null,
	author bigint references membership.member (id) on delete set null,
	created timestamptz not null,
	changed timestamptz not null,
	-- Counts the saves, so that two people who edit at once are told.
	version integer not null default 1,
	-- Null: a draft.
	published timestamptz
);
create unique index page_by_family on content.page (coalesce(translates, id), locale);
create unique index page_by_role on content.page (role, locale) where role is not null;

-- Addresses that a page had before; they lead on to the present one.
create table content.former_page_slug (
	slug text primary key,
	page bigint not null references content.page (id) on delete cascade,
	left_behind timestamptz not null
);
create index former_page_slug_by_page on content.former_page_slug (page);
