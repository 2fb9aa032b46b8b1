-- The place itself: who it is and how it looks. One row: a site is a database.
create schema site;

create table site.brand (
	one boolean primary key default true check (one),
	name text not null default '',
	tagline text not null default '',
	-- Six hex digits with #; every other colour is derived from it.
	colour text not null default '#0f766e' check (colour ~ '^#[0-9a-f]{6}$'),
	layout text not null default 'journal' check (layout in ('journal', 'shop-window', 'plaza')),
	locale text not null default 'zh-TW' check (locale in ('zh-TW', 'en')),
	time_zone text not null default 'Asia/Taipei',
	-- File name of the logo in the site's files, and its size in pixels.
	logo text,
	logo_width integer,
	logo_height integer,
	facebook_page text,
	-- When the first run was finished; null: the site waits for its set-up link.
	ready timestamptz,
	-- SHA-256 of the one-time set-up token; null once used.
	setup_digest text
);
insert into site.brand default values;
