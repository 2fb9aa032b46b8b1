-- The brand and its categories as others on the open network see them (ActivityPub).
create schema federation;

-- On or off, since when, and under which name the brand is followed.
create table federation.setting (
	one boolean primary key default true check (one),
	switched timestamptz,
	name text not null default 'brand' check (name ~ '^[a-z0-9_]{1,30}$')
);
insert into federation.setting default values;

-- Keys of who speaks: `brand`, or `category-3`. The private halves are sealed.
create table federation.speaker (
	id text primary key,
	rsa_public jsonb not null,
	rsa_private bytea not null,
	ed_public jsonb not null,
	ed_private bytea not null,
	made timestamptz not null
);

-- Who follows whom. `inbox` is the one that a whole server shares, where it has one.
create table federation.follower (
	speaker text not null references federation.speaker (id) on delete cascade,
	address text not null check (length(address) <= 2000),
	inbox text not null check (length(inbox) <= 2000),
	followed timestamptz not null,
	primary key (speaker, address)
);

-- Servers that are neither heard nor told.
create table federation.blocked (
	host text primary key,
	reason text not null default '',
	blocked timestamptz not null,
	blocked_by bigint references membership.member (id) on delete set null
);

-- What was sent: `article:3`, `comment:9`; its digest tells a change.
create table federation.sent (
	thing text primary key,
	speaker text not null,
	digest text not null,
	sent timestamptz not null,
	changed timestamptz,
	withdrawn timestamptz
);

-- What is on its way to one inbox. `activity` only where it is not made of the thing itself.
create table federation.delivery (
	id bigint generated always as identity primary key,
	speaker text not null references federation.speaker (id) on delete cascade,
	inbox text not null,
	verb text not null check (verb in ('create', 'update', 'delete', 'accept')),
	thing text,
	activity jsonb,
	asked timestamptz not null
);

-- Activities that were heard: told twice, they are done once.
create table federation.heard (
	activity text primary key check (length(activity) <= 2000),
	heard timestamptz not null
);
create index heard_since on federation.heard (heard);

-- What was said elsewhere and stands here, with where its author is answered.
create table federation.said (
	address text primary key check (length(address) <= 2000),
	comment bigint not null references community.comment (id) on delete cascade,
	thread bigint not null,
	author text not null,
	inbox text not null
);
create index said_in on federation.said (thread);

-- Who likes what: `article:3`, `comment:9`.
create table federation.liked (
	thing text not null,
	address text not null check (length(address) <= 2000),
	liked timestamptz not null,
	primary key (thing, address)
);
