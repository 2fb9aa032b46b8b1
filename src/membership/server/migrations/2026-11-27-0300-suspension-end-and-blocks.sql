-- A suspension may end by itself.
alter table membership.member add suspended_until timestamptz check (suspended_until is null or suspended is not null);
create index member_suspension_ends on membership.member (suspended_until) where suspended_until is not null;

-- Whom a member does not want to hear.
create table membership.block (
	member bigint not null references membership.member (id) on delete cascade,
	blocked bigint not null references membership.member (id) on delete cascade,
	since timestamptz not null,
	primary key (member, blocked),
	check (member <> blocked)
);
create index block_by_blocked on membership.block (blocked);
