-- Members who belong together: testers, the people of a city, whoever helps. Named by the house, called by `@handle`.
create table membership.group (
	id bigint generated always as identity primary key,
	-- Of the same words as a member's; where both have one, the group is called.
	handle citext not null unique check (length(handle) between 1 and 30),
	name text not null check (length(name) between 1 and 60),
	about text not null default '' check (length(about) <= 500),
	-- How members come in: the house puts them there, they ask, or they just come.
	joined_by text not null check (joined_by in ('staff', 'request', 'open')),
	-- Who may call all of them at once.
	called_by text not null check (called_by in ('staff', 'group')),
	founded timestamptz not null,
	founded_by bigint references membership.member (id) on delete set null,
	retired timestamptz
);

create table membership.belonging (
	in_group bigint not null references membership.group (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	-- One of the two: since when they belong, or when they asked to.
	since timestamptz,
	asked timestamptz,
	primary key (in_group, member),
	check (num_nonnulls(since, asked) = 1)
);
create index belonging_by_member on membership.belonging (member);
create index belonging_asked on membership.belonging (asked) where asked is not null;
