-- What stands around every page: menus, how to reach the house, and what it has to say just now.

-- A menu that somebody arranged; one that nobody touched has no row and shows what the product suggests.
create table site.menu (
	name text primary key check (name in ('main', 'footer')),
	-- Counts the saves, so that two people who arrange at once are told.
	version integer not null default 1,
	changed timestamptz not null
);

create table site.menu_item (
	menu text not null references site.menu (name) on delete cascade,
	position integer not null check (position >= 0),
	-- A nested item hangs under the nearest one before it that is not nested.
	nested boolean not null default false check (not nested or position > 0),
	kind text not null check (kind in ('home', 'articles', 'community', 'join', 'page', 'article', 'tag', 'address', 'heading')),
	page bigint references content.page (id) on delete cascade,
	article bigint references content.article (id) on delete cascade,
	-- The tag, or an address: a path of this site or https.
	target text,
	-- Empty: the name of what it leads to, in the reader's language.
	label text not null default '' check (length(label) <= 40),
	label_en text not null default '' check (length(label_en) <= 60),
	primary key (menu, position),
	check ((kind = 'page') = (page is not null)),
	check ((kind = 'article') = (article is not null)),
	check ((kind in ('tag', 'address')) = (target is not null)),
	check (kind not in ('address', 'heading') or label <> '' or label_en <> '')
);
create index menu_item_by_page on site.menu_item (page) where page is not null;
create index menu_item_by_article on site.menu_item (article) where article is not null;

-- How to reach the house. One row; empty means not told.
create table site.contact (
	one boolean primary key default true check (one),
	company text not null default '',
	company_en text not null default '',
	-- 統一編號: eight digits, its checksum was right when it was written.
	tax_id text not null default '' check (tax_id ~ '^([0-9]{8})?$'),
	address text not null default '',
	address_en text not null default '',
	phone text not null default '',
	email text not null default '',
	hours text not null default '',
	hours_en text not null default '',
	changed timestamptz
);
insert into site.contact default values;

-- What the house has to say just now, above every page. One row; without text nothing is shown.
create table site.announcement (
	one boolean primary key default true check (one),
	text text not null default '' check (length(text) <= 120),
	text_en text not null default '' check (length(text_en) <= 200),
	link text not null default '',
	-- Null: at once; null: until somebody takes it away.
	starts timestamptz,
	ends timestamptz check (ends > starts),
	-- Counts the changes: whoever waved one away sees the next one.
	version integer not null default 0,
	changed timestamptz
);
insert into site.announcement default values;
