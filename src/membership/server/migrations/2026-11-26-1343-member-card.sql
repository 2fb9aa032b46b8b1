-- What those who work here know of a member, and who of them looked.

-- What staff write down about a person, for each other.
create table membership.remark (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	text text not null check (length(text) between 1 and 2000),
	written timestamptz not null,
	author bigint references membership.member (id) on delete set null
);
create index remark_by_member on membership.remark (member, written desc, id desc);

-- Who a person is elsewhere: another address, a telephone, a customer number. Joined by somebody, for a reason, and parted again
-- without a trace in what it was joined to.
create table membership.identity (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	kind text not null check (kind in ('mail', 'phone', 'shop', 'line', 'facebook', 'other')),
	value citext not null check (length(value) between 1 and 200),
	-- Where it is known from: `staff`, `import`, or the door that proved it.
	origin text not null check (origin ~ '^[a-z]+(-[a-z]+)*$'),
	-- Why somebody joined it, in their words.
	reason text not null default '' check (length(reason) <= 300),
	joined timestamptz not null,
	joined_by bigint references membership.member (id) on delete set null,
	parted timestamptz,
	parted_by bigint references membership.member (id) on delete set null
);
create unique index identity_once on membership.identity (kind, value) where parted is null;
create index identity_by_member on membership.identity (member, id);

-- Who looked at whom. Kept five years.
create table membership.look (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	viewer bigint references membership.member (id) on delete set null,
	what text not null check (what in ('card', 'archive', 'export')),
	looked timestamptz not null
);
create index look_by_member on membership.look (member, looked desc);
create index look_by_viewer on membership.look (viewer, member, looked desc);
create index look_by_time on membership.look (looked desc, id desc);
