-- The rights of the people whose data is kept (個人資料保護法 §3, §10–§13), with their clocks; and what went wrong (§12).

-- When somebody was let go. What stays is a row without a name, so that what others hold on to keeps its place.
alter table membership.member add column erased timestamptz;

create table membership.request (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id),
	kind text not null check (kind in ('see', 'copy', 'correct', 'stop', 'delete')),
	-- What the person says; what is to be corrected.
	text text not null default '' check (length(text) <= 2000),
	made timestamptz not null,
	-- Staff who noted it, where it came by telephone or letter.
	noted_by bigint references membership.member (id) on delete set null,
	-- The law's day: 15 days to let somebody see or copy, 30 to correct, stop or delete.
	due timestamptz not null,
	-- Once as much again, with a reason that the person is told.
	extended timestamptz,
	extension text not null default '' check (length(extension) <= 500),
	done timestamptz,
	refused timestamptz,
	-- Taken back by the person.
	withdrawn timestamptz,
	decided_by bigint references membership.member (id) on delete set null,
	answer text not null default '' check (length(answer) <= 2000),
	check (num_nonnulls(done, refused, withdrawn) <= 1)
);
create index request_open on membership.request (due, id) where done is null and refused is null and withdrawn is null;
create index request_by_member on membership.request (member, id desc);
create unique index request_once on membership.request (member, kind) where done is null and refused is null and withdrawn is null;

-- Data that got into wrong hands, or was lost. Kept five years.
create table membership.breach (
	id bigint generated always as identity primary key,
	-- When it was found out: the clock of 72 hours begins.
	found timestamptz not null,
	what text not null check (length(what) between 1 and 4000),
	people integer not null default 0 check (people >= 0),
	measures text not null default '' check (length(measures) <= 4000),
	noted timestamptz not null,
	noted_by bigint references membership.member (id) on delete set null,
	-- Told to the authority; told to the people concerned; over.
	reported timestamptz,
	told timestamptz,
	closed timestamptz
);

-- How long a kind of data is kept, in days. Without a row the product's own measure holds.
create table membership.retention (
	kind text primary key check (kind in ('mail', 'visit', 'look', 'request', 'breach')),
	days integer not null check (days between 1 and 3650)
);
