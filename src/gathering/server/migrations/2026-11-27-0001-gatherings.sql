-- What the brand invites people to: who comes, who waits, and who was there.
create schema gathering;

create table gathering.gathering (
	id bigint generated always as identity primary key,
	slug text not null unique check (slug <> ''),
	title text not null check (title <> ''),
	excerpt text not null default '',
	body jsonb not null,
	body_html text not null,
	body_text text not null,
	locale text not null,
	picture bigint,
	-- What the place is called, where it is, and a map of it.
	place text not null check (place <> ''),
	address text not null default '',
	map_url text check (map_url ~ '^https://'),
	begins timestamptz not null,
	ends timestamptz not null check (ends > begins),
	-- Seats; null: as many as come.
	capacity integer check (capacity > 0),
	-- Seats that are given, walk-ins included: changes with the tickets, under this row's lock.
	taken integer not null default 0 check (taken >= 0),
	-- When signing up begins and ends; null: at once, and until it begins.
	opens timestamptz,
	closes timestamptz check (closes > opens),
	-- Who may sign up: everybody, who joins in the same step, or members alone.
	access text not null default 'everybody' check (access in ('everybody', 'members')),
	author bigint,
	created timestamptz not null,
	changed timestamptz not null,
	version integer not null default 1,
	published timestamptz,
	cancelled timestamptz,
	-- Since when those who come are owed news: another time or place, or that it is off.
	moved timestamptz,
	-- Up to when it was told that time alone changed the page.
	turned timestamptz not null
);
create index gathering_by_beginning on gathering.gathering (begins desc, id desc) where published is not null;

create table gathering.ticket (
	id bigint generated always as identity primary key,
	gathering bigint not null references gathering.gathering (id) on delete cascade,
	-- Null: somebody who came along without joining, or who was let go.
	member bigint,
	-- What somebody without a membership is called, as the door wrote it down.
	name text not null default '' check (name = '' or member is null),
	-- What the door knows it by: in its QR code, and to be typed.
	code text not null unique check (code ~ '^[2-9a-z]{8}$'),
	-- What they want the house to know.
	note text not null default '',
	asked timestamptz not null,
	-- Since when it is a seat; null: it waits for one.
	seated timestamptz,
	cancelled timestamptz,
	checked_in timestamptz check (checked_in is null or (seated is not null and cancelled is null)),
	checked_in_by bigint,
	-- Came without having signed up.
	walked_in timestamptz,
	-- No reminder is wanted; one was sent.
	unreminded timestamptz,
	reminded timestamptz,
	-- The `moved` that they know of; another one is owed to them.
	told timestamptz
);
create unique index ticket_of_member on gathering.ticket (gathering, member) where cancelled is null;
create index ticket_by_turn on gathering.ticket (gathering, id) where cancelled is null;
create index ticket_by_member on gathering.ticket (member, asked desc) where member is not null;
