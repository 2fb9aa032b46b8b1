-- Saved, named filters over members, and the words that staff put on people.

create table membership.segment (
	id bigint generated always as identity primary key,
	name citext not null check (length(name) between 1 and 60),
	-- What a member must fulfil: membership/segment.ts. Never SQL.
	definition jsonb not null check (jsonb_typeof(definition) = 'object'),
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null,
	-- Counts the saves, so that two people who change it at once are told.
	version integer not null default 1,
	changed timestamptz not null,
	-- Not offered any more. Whoever still names it is told that it is gone, rather than reaching everybody.
	retired timestamptz
);
create unique index segment_by_name on membership.segment (name) where retired is null;

-- A word on a person, for those who work here.
create table membership.label (
	id bigint generated always as identity primary key,
	name citext not null unique check (length(name) between 1 and 40),
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null
);

create table membership.member_label (
	member bigint not null references membership.member (id) on delete cascade,
	label bigint not null references membership.label (id) on delete cascade,
	put timestamptz not null,
	put_by bigint references membership.member (id) on delete set null,
	primary key (member, label)
);
create index member_label_by_label on membership.member_label (label, member);
