-- A thread that somebody has begun to write and not started: of a member one, so that another device goes on with it; of a visitor, under the
-- digest of a token, until they have joined.
create table community.begun (
	id bigint generated always as identity primary key,
	member bigint unique references membership.member (id) on delete cascade,
	digest text unique,
	-- Keyed hash of where a visitor wrote from.
	address text not null default '',
	category bigint references community.category (id) on delete set null,
	kind text not null default '',
	title text not null default '' check (length(title) <= 400),
	text text not null default '' check (length(text) <= 20000),
	-- Of a poll, one in each line.
	choices text not null default '' check (length(choices) <= 10000),
	saved timestamptz not null,
	check ((member is null) <> (digest is null))
);
create index begun_by_category on community.begun (category) where category is not null;
create index begun_by_address on community.begun (address) where address <> '';
create index begun_by_age on community.begun (saved);
