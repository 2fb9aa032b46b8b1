-- A second proof for those who work here: a number that changes every thirty seconds (RFC 6238), or a code kept on paper.

create table membership.second_factor (
	member bigint primary key references membership.member (id) on delete cascade,
	-- The shared secret, encrypted (AES-256-GCM) with a key that is not in the database.
	secret bytea not null,
	created timestamptz not null,
	-- Null: shown, but not yet proved to be in the person's hands.
	confirmed timestamptz,
	-- The last step of thirty seconds whose number was used; a number works once.
	last_step bigint not null default 0
);

create table membership.recovery_code (
	digest text primary key,
	member bigint not null references membership.member (id) on delete cascade,
	made timestamptz not null,
	used timestamptz
);
create index recovery_code_by_member on membership.recovery_code (member);

-- How people come in here. One row.
create table membership.door (
	one boolean primary key default true check (one),
	-- Since when staff need a second factor; null: they may have one.
	second_factor_required timestamptz,
	required_by bigint references membership.member (id) on delete set null
);
insert into membership.door default values;

-- When the holder of a session gave a second proof.
alter table membership.session add column proved timestamptz;
alter table membership.session drop constraint session_way_check;
alter table membership.session add constraint session_way_check
	check (way in ('code', 'password', 'passkey', 'link', 'second'));
