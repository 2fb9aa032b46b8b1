-- What connecting networks for real needs: the site's own app on each, accounts on offer, when connections end, how much
-- of an allowance is used, and a log of every attempt at a post.

-- What the site's own app on a network is known by, sealed.
create table publishing.app (
	network text primary key check (network ~ '^[a-z][a-z0-9-]{0,30}$'),
	secret text not null,
	-- Made up here and written down there, so that the network can ask whether it is us whom it calls.
	word text not null,
	kept timestamptz not null,
	kept_by bigint references membership.member (id) on delete set null
);

-- Accounts that a network put at somebody's choice and that were not chosen yet. Gone after an hour.
create table publishing.offer (
	id bigint generated always as identity primary key,
	network text not null,
	external_id text not null,
	name text not null,
	url text check (url ~ '^https?://'),
	secret text not null,
	expires timestamptz,
	renew timestamptz,
	offered timestamptz not null,
	member bigint not null references membership.member (id) on delete cascade,
	unique (member, network, external_id)
);

-- How much of an allowance was used when the network last said so. Without an account: that of the app.
create table publishing.allowance (
	network text not null,
	account text not null default '',
	endpoint text not null default '',
	share real not null,
	until timestamptz not null,
	noted timestamptz not null,
	primary key (network, account, endpoint)
);

-- What became of each attempt at a post: its log.
create table publishing.attempt (
	id bigint generated always as identity primary key,
	post bigint not null references publishing.post (id) on delete cascade,
	began timestamptz not null,
	ended timestamptz not null,
	kind text not null check (kind in ('published', 'again', 'failed', 'unconfirmed')),
	trouble text,
	details jsonb
);
create index attempt_by_post on publishing.attempt (post, id);

alter table publishing.account
	-- When somebody last made sure that the connection holds.
	add checked timestamptz,
	add followers bigint,
	-- When the connection ends unless a person renews it.
	add expires timestamptz,
	-- When we renew it ourselves, and since when a process is at it.
	add renew timestamptz,
	add renewing timestamptz,
	-- Days that were left when a person was last told.
	add warned integer,
	-- A disconnected account keeps its posts and nothing else.
	add disconnected timestamptz,
	add disconnected_by bigint references membership.member (id) on delete set null;
create index account_to_renew on publishing.account (renew) where renew is not null;

alter table publishing.post
	-- Ids of pictures that go with it, in their order.
	add pictures bigint[] not null default '{}',
	-- What the network prepared and nobody sees yet; published by its number.
	add staged text,
	-- Since when the network has something new under it that nobody fetched yet.
	add hinted timestamptz;

-- When it was seen that a comment is no longer there.
alter table publishing.comment add withdrawn timestamptz;
create index comment_by_external on publishing.comment (external_id);
