-- What segments ask of everybody is read whole at every count: what has a fixed width stands first, so that the words behind it
-- are passed over. Counting 200,000 members takes a quarter less.
alter table membership.trait rename to wide_trait;
create table membership.trait (
	member bigint not null,
	joined timestamptz not null,
	-- The newest order that was paid and not wholly given back; the newest comment that still stands.
	bought timestamptz,
	commented timestamptz,
	came_by_link bigint,
	-- May sign in: has an address and is not suspended.
	enters boolean not null,
	-- Marketing may reach them by this way: agreed to, and not refused as a whole.
	mail boolean not null default false,
	line boolean not null default false,
	push boolean not null default false,
	role text not null,
	locale text not null,
	-- Of the first visit that is known to be theirs.
	source text,
	campaign text
);
insert into membership.trait (member, joined, bought, commented, came_by_link, enters, mail, line, push, role, locale, source, campaign)
select member, joined, bought, commented, came_by_link, enters, mail, line, push, role, locale, source, campaign
from membership.wide_trait order by member;
drop table membership.wide_trait;
alter table membership.trait add primary key (member),
	add foreign key (member) references membership.member (id) on delete cascade;
