-- Accounts on networks, what goes out to them, what comes back, and the links by which people come home.
create schema publishing;

create table publishing.account (
	id bigint generated always as identity primary key,
	-- Name of the adapter.
	network text not null check (network ~ '^[a-z][a-z0-9-]{0,30}$'),
	-- The network's own id of the account.
	external_id text not null,
	name text not null,
	url text check (url ~ '^https?://'),
	-- What the network gave us to act for the account, sealed with a key of the installation.
	secret text not null,
	connected timestamptz not null,
	connected_by bigint references membership.member (id) on delete set null,
	-- Since when the network refuses us, and why: a person has to connect again.
	refused timestamptz,
	trouble text,
	unique (network, external_id)
);

-- A tracked link: /go/CODE.
create table publishing.link (
	id bigint generated always as identity primary key,
	code text not null unique check (code ~ '^[a-z0-9]{7}$'),
	-- A path of this site.
	target text not null check (target ~ '^/([^/\\].*)?$' and length(target) <= 1000),
	article bigint references content.article (id) on delete set null,
	post bigint,
	-- Where it was put, for links that belong to no post: facebook, line, print, e-mail …
	channel text check (channel ~ '^[a-z][a-z-]{0,30}$'),
	label text not null default '' check (length(label) <= 200),
	created timestamptz not null,
	author bigint references membership.member (id) on delete set null
);
create index link_by_article on publishing.link (article, id);

-- A post for a network account. Its state is the latest of its times: queued → armed → published, failed or unconfirmed.
create table publishing.post (
	id bigint generated always as identity primary key,
	account bigint not null references publishing.account (id) on delete cascade,
	article bigint references content.article (id) on delete set null,
	link bigint references publishing.link (id) on delete set null,
	text text not null check (length(text) between 1 and 100000),
	author bigint references membership.member (id) on delete set null,
	-- Chosen once; every attempt carries it.
	key text not null unique,
	queued timestamptz not null,
	-- Written before the network is called: whoever finds it without an outcome knows that the call may have been made.
	armed timestamptz,
	-- When the first call was made.
	tried timestamptz,
	tries integer not null default 0,
	next_try timestamptz,
	published timestamptz,
	failed timestamptz,
	unconfirmed timestamptz,
	-- Why it failed or waits, as a key of the catalogue, with what fills the sentence.
	trouble text,
	trouble_details jsonb,
	external_id text,
	external_url text check (external_url ~ '^https?://'),
	-- Numbers as the network counts them; null until it said so.
	reach bigint,
	views bigint,
	likes bigint,
	comments bigint,
	collected timestamptz,
	next_collect timestamptz,
	unique (account, external_id),
	check (num_nonnulls(published, failed, unconfirmed) <= 1)
);
create index post_to_deliver on publishing.post (id) where published is null and failed is null and unconfirmed is null;
create index post_to_collect on publishing.post (next_collect) where published is not null and next_collect is not null;
create index post_by_article on publishing.post (article, id);
alter table publishing.link add foreign key (post) references publishing.post (id) on delete set null;
create index link_by_post on publishing.link (post) where post is not null;

-- What other people wrote under our posts.
create table publishing.comment (
	id bigint generated always as identity primary key,
	post bigint not null references publishing.post (id) on delete cascade,
	external_id text not null,
	-- Id of the comment that it answers.
	external_parent text,
	author_name text not null,
	author_url text check (author_url ~ '^https?://'),
	text text not null,
	url text check (url ~ '^https?://'),
	posted timestamptz not null,
	collected timestamptz not null,
	unique (post, external_id)
);
