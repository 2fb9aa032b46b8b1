-- The practice network: a small social network of its own. Nothing outside network/practice reads or writes here; the
-- product reaches it over HTTP only, as it would any other network.
create schema practice;

create table practice.page (
	id bigint generated always as identity primary key,
	-- Chosen by whoever set the page up: the same key is the same page.
	key text not null unique check (length(key) between 1 and 200),
	name text not null check (length(name) between 1 and 200),
	-- SHA-256 of the page's token, in hex.
	token text not null unique,
	created timestamptz not null,
	-- A fault that the next calls meet, for tests and for practising bad days; and how many calls still will.
	fault text check (fault in ('timeout-before', 'timeout-after', 'error', 'rate-limit', 'token-revoked')),
	fault_calls integer not null default 0 check (fault_calls >= 0),
	-- How long an answer is held back by a timeout, in milliseconds.
	fault_hold integer not null default 20000 check (fault_hold between 0 and 60000)
);

-- Invented people who follow the page.
create table practice.follower (
	id bigint generated always as identity primary key,
	page bigint not null references practice.page (id) on delete cascade,
	name text not null check (length(name) between 1 and 80),
	unique (page, name)
);

create table practice.post (
	id bigint generated always as identity primary key,
	page bigint not null references practice.page (id) on delete cascade,
	key text not null,
	text text not null check (length(text) between 1 and 20000),
	link text,
	posted timestamptz not null,
	-- How often followers were asked to look; the seed of what happens next.
	shown integer not null default 0,
	unique (page, key)
);
create index post_by_page on practice.post (page, id desc);

create table practice.comment (
	id bigint generated always as identity primary key,
	post bigint not null references practice.post (id) on delete cascade,
	parent bigint references practice.comment (id) on delete cascade,
	-- Null: the page itself wrote it.
	follower bigint references practice.follower (id) on delete cascade,
	key text,
	text text not null check (length(text) between 1 and 10000),
	posted timestamptz not null,
	unique (post, key)
);
create index comment_by_post on practice.comment (post, id);

create table practice.liking (
	post bigint not null references practice.post (id) on delete cascade,
	follower bigint not null references practice.follower (id) on delete cascade,
	liked timestamptz not null,
	primary key (post, follower)
);

-- Who saw a post, and how often: reach is the number of rows, views the sum of times.
create table practice.sighting (
	post bigint not null references practice.post (id) on delete cascade,
	follower bigint not null references practice.follower (id) on delete cascade,
	seen timestamptz not null,
	times integer not null default 1 check (times > 0),
	primary key (post, follower)
);
