-- Who sees a category, answers in it and begins there: everybody, members, or some of them.
alter table community.category
	add column seen_by text not null default 'everybody' check (seen_by in ('everybody', 'members', 'some')),
	add column answered_by text not null default 'members' check (answered_by in ('members', 'some')),
	-- A sign before its name, and the language that is spoken in it; null: any.
	add column icon text not null default '' check (length(icon) <= 16),
	add column locale text check (locale in ('zh-TW', 'en')),
	-- Since when members may speak here without their name.
	add column anonymous timestamptz;
alter table community.category drop constraint category_started_by_check;
alter table community.category add constraint category_started_by_check check (started_by in ('members', 'staff', 'some'));

-- The ones that "some" means. Those who keep the peace are always among them.
create table community.admission (
	category bigint not null references community.category (id) on delete cascade,
	act text not null check (act in ('see', 'answer', 'start')),
	role text check (role in ('author', 'analyst')),
	segment bigint references membership.segment (id) on delete cascade,
	check (num_nonnulls(role, segment) = 1),
	unique nulls not distinct (category, act, role, segment)
);
create index admission_by_segment on community.admission (segment) where segment is not null;

-- True for somebody whom a category names for an act. Nobody: a visitor, who is never named.
create function community.lets(category bigint, act text, asker bigint, asker_role text) returns boolean
	language sql stable parallel safe as $$
	select coalesce(asker_role in ('moderator', 'editor', 'owner'), false) or exists (
		select from community.admission a
		where a.category = lets.category and a.act = lets.act and asker is not null and (
			a.role = asker_role
			or exists (select from membership.segment_member s where s.member = asker and s.segment = a.segment)
		)
	)
$$;

-- The categories that somebody may not see.
create function community.closed_to(asker bigint, asker_role text) returns bigint[]
	language sql stable parallel safe as $$
	select coalesce(array_agg(c.id), '{}') from community.category c
	where c.seen_by <> 'everybody' and not (c.seen_by = 'members' and asker is not null)
		and not community.lets(c.id, 'see', asker, asker_role)
$$;

-- What is said without a name. Its author is kept, for whoever keeps the peace.
alter table community.comment add column nameless timestamptz;
-- The same of a thread whose opening was.
alter table community.thread add column nameless timestamptz;
