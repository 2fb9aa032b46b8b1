-- Who looks after a thread in place of its author, who was shut out.
create table community.keeper (
	thread bigint primary key references community.thread (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	since timestamptz not null,
	given_by bigint references membership.member (id) on delete set null
);
create index keeper_by_member on community.keeper (member);
create index keeper_by_giver on community.keeper (given_by) where given_by is not null;
