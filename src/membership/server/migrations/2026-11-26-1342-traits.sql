-- What segments ask of a member, kept ready in one narrow row: counting a segment reads this table once, whatever it asks.
-- The house's own part follows by trigger in the same transaction; what happened elsewhere follows by jobs.

create table membership.trait (
	member bigint primary key references membership.member (id) on delete cascade,
	joined timestamptz not null,
	role text not null,
	locale text not null,
	came_by_link bigint,
	-- May sign in: has an address and is not suspended.
	enters boolean not null,
	-- Marketing may reach them by this way: agreed to, and not refused as a whole.
	mail boolean not null default false,
	line boolean not null default false,
	push boolean not null default false,
	-- The newest order that was paid and not wholly given back; the newest comment that still stands.
	bought timestamptz,
	commented timestamptz,
	-- Of the first visit that is known to be theirs.
	source text,
	campaign text
);

create function membership.keep_trait_of_member() returns trigger language plpgsql as $$
begin
	insert into membership.trait as t (member, joined, role, locale, came_by_link, enters)
	values (new.id, new.joined, new.role, new.locale, new.came_by_link, new.email is not null and new.suspended is null)
	on conflict (member) do update set joined = excluded.joined, role = excluded.role, locale = excluded.locale,
		came_by_link = excluded.came_by_link, enters = excluded.enters;
	return null;
end $$;
create trigger member_has_trait after insert or update of joined, role, locale, came_by_link, email, suspended
	on membership.member for each row execute function membership.keep_trait_of_member();

create function membership.keep_trait_of_preference() returns trigger language plpgsql as $$
begin
	update membership.trait set
		mail = new.mail is not null and new.refused is null,
		line = new.line is not null and new.refused is null,
		push = new.push is not null and new.refused is null
	where member = new.member;
	return null;
end $$;
create trigger preference_is_trait after insert or update on membership.preference
	for each row execute function membership.keep_trait_of_preference();

insert into membership.trait (member, joined, role, locale, came_by_link, enters, mail, line, push)
select m.id, m.joined, m.role, m.locale, m.came_by_link, m.email is not null and m.suspended is null,
	coalesce(p.mail is not null and p.refused is null, false),
	coalesce(p.line is not null and p.refused is null, false),
	coalesce(p.push is not null and p.refused is null, false)
from membership.member m left join membership.preference p on p.member = m.id;
