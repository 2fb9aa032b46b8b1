-- What others said on networks with a link to a page of ours.
create table publishing.mention (
	id bigint generated always as identity primary key,
	network text not null,
	-- By which of our accounts it was found, and is answered.
	account bigint not null references publishing.account (id) on delete cascade,
	external_id text not null,
	url text check (url ~ '^https?://'),
	author_name text not null,
	author_url text check (author_url ~ '^https?://'),
	text text not null check (length(text) <= 50000),
	-- The page that it links to.
	path text not null check (path ~ '^/' and length(path) <= 1000),
	posted timestamptz not null,
	found timestamptz not null,
	-- When it was seen to be gone; then nothing of it is left here.
	withdrawn timestamptz,
	unique (network, external_id)
);
create index mention_standing on publishing.mention (found) where withdrawn is null;
