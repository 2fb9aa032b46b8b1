-- How far a member is trusted, by what they read and by who answers them. Without a row: not yet.
create table community.trust (
	member bigint primary key references membership.member (id) on delete cascade,
	level smallint not null check (level between 0 and 3),
	weighed timestamptz not null
);
