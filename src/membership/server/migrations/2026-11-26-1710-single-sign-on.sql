-- Members sign in at the brand's own shop by being signed in here: this place as an OpenID provider.

create table membership.client (
	id bigint generated always as identity primary key,
	-- What the shop calls itself when it asks (`client_id`).
	key text not null unique,
	name text not null check (length(name) between 1 and 60),
	-- SHA-256 of the secret; the secret is shown once.
	digest text not null,
	-- Where people are led back to, and where to after signing out: to the letter.
	redirects text[] not null check (cardinality(redirects) between 1 and 10),
	farewells text[] not null default '{}' check (cardinality(farewells) <= 10),
	made timestamptz not null,
	made_by bigint references membership.member (id) on delete set null,
	used timestamptz
);

-- What is given to the shop by way of the browser and changed for tokens, once, within a minute. Dies with the session.
create table membership.client_code (
	digest text primary key,
	client bigint not null references membership.client (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	session bigint not null references membership.session (id) on delete cascade,
	redirect text not null,
	scope text not null,
	nonce text,
	-- SHA-256 of the word that the shop keeps (PKCE).
	challenge text not null,
	proved timestamptz not null,
	given timestamptz not null,
	used timestamptz
);
create index client_code_by_member on membership.client_code (member);
create index client_code_by_session on membership.client_code (session);

-- With what the shop asks who somebody is, for an hour. Dies with the session, and with a code that is tried twice.
create table membership.client_token (
	digest text primary key,
	code text not null references membership.client_code (digest) on delete cascade,
	client bigint not null references membership.client (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	scope text not null,
	given timestamptz not null,
	expires timestamptz not null
);
create index client_token_by_member on membership.client_token (member);
create index client_token_by_code on membership.client_token (code);

-- Keys that sign who somebody is. The private half is encrypted (AES-256-GCM) with a key that is not in the database.
create table membership.signing_key (
	name text primary key,
	public jsonb not null,
	private bytea not null,
	-- Published from `made`, used from `begun`: whoever keeps our keys for a day knows it before it signs.
	made timestamptz not null,
	begun timestamptz not null
);
