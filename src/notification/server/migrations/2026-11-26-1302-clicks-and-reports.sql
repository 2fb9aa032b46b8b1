-- To whom within a topic's audience; what receivers followed; what came back.

-- Only members of this segment, of those who subscribed or agreed to mail.
-- (membership.segment, which is never deleted, only retired)
alter table notification.mailing add column segment bigint;

-- A link of a mailing that was followed, by a person or by a program that looks at mail.
create table notification.click (
	id bigint generated always as identity primary key,
	delivery bigint not null references notification.delivery (id) on delete cascade,
	-- publishing.link
	link bigint not null,
	clicked timestamptz not null,
	-- insight.click, as long as it is counted there.
	counted bigint,
	-- Why it was no person; null: it was one.
	machine text check (machine in ('known', 'soon', 'burst', 'trap'))
);
create index click_by_delivery on notification.click (delivery, clicked);

-- Doors by which mail servers and services report what came back. The secret is sealed with a key of the installation.
create table notification.door (
	name text primary key check (name in ('report', 'mailgun')),
	secret bytea not null,
	opened timestamptz not null,
	opened_by bigint references membership.member (id) on delete set null,
	-- Last time a call was believed.
	used timestamptz
);

-- Names of calls that were believed, so that none is believed twice. Kept a few days.
create table notification.heard_call (
	door text not null,
	call text not null check (length(call) <= 200),
	heard timestamptz not null,
	primary key (door, call)
);
create index heard_call_by_time on notification.heard_call (heard);
