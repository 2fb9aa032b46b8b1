-- Signing in by way of another place: what the owner set up, and who came by it.

create table membership.provider (
	id bigint generated always as identity primary key,
	-- Its name in addresses: `google`, or one that the owner gave.
	key text not null unique check (key ~ '^[a-z][a-z0-9-]{0,29}$'),
	kind text not null check (kind in ('line', 'google', 'facebook', 'apple', 'oidc')),
	-- What people read on its button; empty: the kind's own name.
	name text not null default '' check (length(name) <= 40),
	-- Who vouches (OpenID Connect); empty where the kind itself says it.
	issuer text not null default '' check (length(issuer) <= 300),
	client text not null check (length(client) between 1 and 300),
	-- Encrypted (AES-256-GCM) with a key that is not in the database.
	secret bytea not null,
	opened timestamptz not null,
	opened_by bigint references membership.member (id) on delete set null,
	-- Why it did not work the last time, for the owner.
	trouble text,
	troubled timestamptz
);

-- Who somebody is there. Signing in by it is signing in as this member.
create table membership.provider_account (
	id bigint generated always as identity primary key,
	provider bigint not null references membership.provider (id) on delete cascade,
	-- The person's lasting name there (`sub`); never the address, which can change hands.
	subject text not null check (length(subject) between 1 and 255),
	member bigint not null references membership.member (id) on delete cascade,
	name text not null default '',
	email citext,
	joined timestamptz not null,
	used timestamptz,
	unique (provider, subject)
);
create index provider_account_by_member on membership.provider_account (member);

-- Somebody came back from there; the same way back works once.
create table membership.provider_return (
	digest text primary key,
	-- HMAC of the asking address; empty when it is not known.
	address text not null default '',
	came timestamptz not null
);
create index provider_return_by_address on membership.provider_return (address, came);

-- Somebody whom a provider vouched for and who is not a member yet; bound to the browser by a secret.
create table membership.arrival (
	digest text primary key,
	provider bigint not null references membership.provider (id) on delete cascade,
	subject text not null,
	name text not null default '',
	email citext,
	-- Whether the provider says that the address is theirs.
	verified boolean not null,
	-- Where they wanted to go.
	onward text not null default '',
	came timestamptz not null,
	expires timestamptz not null
);
create index arrival_by_email on membership.arrival (email);

alter table membership.session drop constraint session_way_check;
alter table membership.session add constraint session_way_check
	check (way in ('code', 'password', 'passkey', 'link', 'second', 'provider'));
