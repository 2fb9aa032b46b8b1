-- What people write to our accounts, to nobody else.
create table publishing.message (
	id bigint generated always as identity primary key,
	account bigint not null references publishing.account (id) on delete cascade,
	-- The network's own id of whoever wrote; means nothing to another account.
	person text not null check (length(person) <= 200),
	external_id text not null,
	kind text not null check (kind in ('text', 'sticker', 'picture', 'video', 'sound', 'file', 'place')),
	text text not null check (length(text) <= 50000),
	-- What they are called there; empty until it was asked, or when they do not say.
	author_name text not null default '',
	sent timestamptz not null,
	received timestamptz not null,
	-- When it was taken back; then nothing of it is left here.
	unwritten timestamptz,
	unique (account, external_id)
);
create index message_by_person on publishing.message (account, person, sent);

-- Who asked that their name is not shown here beside what they wrote there.
create table publishing.unnamed (
	network text not null,
	author_name text not null,
	since timestamptz not null,
	by bigint references membership.member (id) on delete set null,
	primary key (network, author_name)
);
