-- Segments also ask who came back, who followed a link of a mailing, and by what else somebody is known. What has a fixed width
-- stands first, as before: the table is read whole at every count.
alter table membership.trait rename to narrow_trait;
create table membership.trait (
	member bigint not null,
	joined timestamptz not null,
	-- The newest order that was paid and not wholly given back; the newest comment that still stands.
	bought timestamptz,
	commented timestamptz,
	-- Last seen on the site, signed in; last link of a mailing that they followed themselves.
	visited timestamptz,
	clicked timestamptz,
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
from membership.narrow_trait order by member;
drop table membership.narrow_trait;
alter table membership.trait add primary key (member),
	add foreign key (member) references membership.member (id) on delete cascade;
update membership.trait t set visited = v.seen
from (select member, max(last_seen) as seen from insight.visit where member is not null group by member) v
where v.member = t.member and v.seen >= t.joined;
create index identity_by_kind on membership.identity (kind, member) where parted is null;
