-- Members who are called by one name and let in together.
create table membership.member_group (
	id bigint generated always as identity primary key,
	-- What stands behind the @ and in its address. A member who has the same one comes first.
	handle citext not null unique check (length(handle) between 1 and 30),
	name text not null check (length(name) between 1 and 60),
	description text not null default '' check (length(description) <= 500),
	-- How somebody gets in: those who keep the peace put them in, let them in when they ask, or anybody walks in.
	joined_by text not null check (joined_by in ('staff', 'asking', 'anybody')),
	-- Who may call it: those who work here, also those who are in it, whoever has joined.
	called_by text not null check (called_by in ('staff', 'group', 'members')),
	-- Who knows that it is there, and who is in it (of that, visitors never).
	seen_by text not null check (seen_by in ('everybody', 'members', 'group')),
	created timestamptz not null,
	created_by bigint references membership.member (id) on delete set null,
	changed timestamptz not null
);
create index member_group_by_creator on membership.member_group (created_by) where created_by is not null;

create table membership.group_member (
	member_group bigint not null references membership.member_group (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	-- They asked to be let in; while `joined` is null they wait.
	asked timestamptz,
	joined timestamptz,
	let_in_by bigint references membership.member (id) on delete set null,
	-- They do not want to hear when it is called.
	hushed timestamptz,
	check (num_nonnulls(asked, joined) > 0),
	primary key (member_group, member)
);
create index group_member_by_member on membership.group_member (member, member_group);
create index group_member_waiting on membership.group_member (member_group, asked) where joined is null;
create index group_member_by_keeper on membership.group_member (let_in_by) where let_in_by is not null;
