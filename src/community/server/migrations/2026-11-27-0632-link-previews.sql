-- What the pages say of themselves that comments link to: asked once, kept, asked again after a while.
create table community.preview (
	id bigint generated always as identity primary key,
	address text not null unique check (length(address) <= 2000),
	asked timestamptz not null,
	-- Null: there was nothing to show.
	found timestamptz,
	title text not null default '' check (length(title) <= 300),
	description text not null default '' check (length(description) <= 600),
	-- What the other place calls itself.
	source text not null default '' check (length(source) <= 200),
	picture bigint references media.picture (id) on delete set null
);
create index preview_by_asked on community.preview (asked);
create index preview_by_picture on community.preview (picture) where picture is not null;
alter table community.comment add column preview bigint references community.preview (id) on delete set null;
create index comment_by_preview on community.comment (preview) where preview is not null;

-- What holds for every conversation of the house.
create table community.rule (
	one boolean primary key default true check (one),
	-- Since when links are not looked at; null: they are.
	previews_off timestamptz
);
insert into community.rule default values;
