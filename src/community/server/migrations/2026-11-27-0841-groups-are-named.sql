-- Categories name groups as they name roles and segments.
alter table community.admission add column member_group bigint references membership.member_group (id) on delete cascade;
alter table community.admission drop constraint admission_check;
alter table community.admission add constraint admission_check check (num_nonnulls(role, segment, member_group) = 1);
alter table community.admission drop constraint admission_category_act_role_segment_key;
alter table community.admission add constraint admission_once
	unique nulls not distinct (category, act, role, segment, member_group);
create index admission_by_group on community.admission (member_group) where member_group is not null;

create or replace function community.lets(category bigint, act text, asker bigint, asker_role text) returns boolean
	language sql stable parallel safe as $$
	select coalesce(asker_role in ('moderator', 'editor', 'owner'), false) or exists (
		select from community.admission a
		where a.category = lets.category and a.act = lets.act and asker is not null and (
			a.role = asker_role
			or exists (select from membership.segment_member s where s.member = asker and s.segment = a.segment)
			or exists (
				select from membership.group_member g
				where g.member = asker and g.member_group = a.member_group and g.joined is not null
			)
		)
	)
$$;

-- Which groups a comment called, and when: those in them are told, and nobody calls everybody all day.
create table community.group_call (
	comment bigint not null references community.comment (id) on delete cascade,
	member_group bigint not null references membership.member_group (id) on delete cascade,
	author bigint not null references membership.member (id) on delete cascade,
	called timestamptz not null,
	primary key (comment, member_group)
);
create index group_call_by_author on community.group_call (author, called);
create index group_call_by_group on community.group_call (member_group, called);
