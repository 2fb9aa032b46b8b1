-- Who belongs here, and how they prove it.
create schema membership;

create table membership.member (
	id bigint generated always as identity primary key,
	-- The name in addresses: letters, digits, Han, hyphens.
	handle citext not null unique check (length(handle) between 1 and 40),
	name text not null check (length(name) between 1 and 60),
	-- Null: the account of a program, which never signs in.
	email citext unique check (length(email) between 3 and 200),
	role text not null default 'member' check (role in ('member', 'author', 'moderator', 'editor', 'analyst', 'owner')),
	bio text not null default '' check (length(bio) <= 500),
	locale text not null default 'zh-TW' check (locale in ('zh-TW', 'en')),
	joined timestamptz not null,
	-- First touch, written once at joining: the tracked link, what was read (article:3), and what the person says.
	came_by_link bigint,
	came_to text,
	heard_from text,
	suspended timestamptz,
	suspended_by bigint references membership.member (id) on delete set null
);
create index member_by_joined on membership.member (joined desc, id desc);
create index member_by_link on membership.member (came_by_link) where came_by_link is not null;
create index member_staff on membership.member (role, id) where role <> 'member';
create index member_by_words on membership.member
	using gin ((name || ' ' || handle::text || ' ' || coalesce(email::text, '')) gin_trgm_ops);

-- A signed-in browser. The cookie's token is never stored, only its SHA-256.
create table membership.session (
	id bigint generated always as identity primary key,
	digest text not null unique,
	member bigint not null references membership.member (id) on delete cascade,
	-- How it was opened.
	way text not null check (way in ('code', 'password', 'passkey', 'link')),
	-- The browser's name for itself, shortened; for the list of devices.
	browser text not null default '',
	opened timestamptz not null,
	seen timestamptz not null,
	expires timestamptz not null
);
create index session_by_member on membership.session (member, opened);
create index session_by_expiry on membership.session (expires);

-- A six-digit code on its way to a mailbox. Kept a day after use, to count how often it was asked for.
create table membership.code (
	id bigint generated always as identity primary key,
	email citext not null,
	-- HMAC of the code; null when the mail carried none (nobody with this address).
	digest text,
	-- SHA-256 of the secret that the asking browser keeps.
	browser text not null,
	-- HMAC of the asking address; empty when it is not known.
	address text not null default '',
	tries integer not null default 0 check (tries between 0 and 5),
	asked timestamptz not null,
	expires timestamptz not null,
	used timestamptz
);
create index code_by_email on membership.code (email, asked desc);
create index code_by_address on membership.code (address, asked);
create index code_by_asked on membership.code (asked);

create table membership.password (
	member bigint primary key references membership.member (id) on delete cascade,
	-- scrypt$N$r$p$salt$hash
	hash text not null,
	chosen timestamptz not null
);

create table membership.passkey (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	-- The authenticator's own name for the key, base64url.
	credential text not null unique,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}',
	name text not null,
	created timestamptz not null,
	used timestamptz
);
create index passkey_by_member on membership.passkey (member);

-- A question put to an authenticator, waiting for its answer; asked of a member, or of whoever wants to sign in.
create table membership.challenge (
	digest text primary key,
	member bigint references membership.member (id) on delete cascade,
	expires timestamptz not null
);

-- A sign-in link that works once.
create table membership.sign_in_link (
	digest text primary key,
	member bigint not null references membership.member (id) on delete cascade,
	created timestamptz not null,
	expires timestamptz not null
);

-- Failed passwords in a row, by a keyed hash of the e-mail or of the address; the wait grows with them.
create table membership.attempt (
	who text primary key,
	failures integer not null,
	last timestamptz not null,
	barred_until timestamptz not null
);

-- An API token. Only its SHA-256 is stored; the prefix is for recognition.
create table membership.token (
	id bigint generated always as identity primary key,
	digest text not null unique,
	prefix text not null,
	name text not null,
	-- In whose name it acts; never with more than this role, nor more than the member has.
	member bigint not null references membership.member (id) on delete cascade,
	role text not null check (role in ('member', 'author', 'moderator', 'editor', 'analyst', 'owner')),
	scopes text[] not null,
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null,
	used timestamptz,
	revoked timestamptz,
	revoked_by bigint references membership.member (id) on delete set null
);
