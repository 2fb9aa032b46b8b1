-- Who belongs to the segments by which somebody is let in somewhere: kept ready, because it is asked with every page.
alter table membership.segment add column kept timestamptz;
create table membership.segment_member (
	segment bigint not null references membership.segment (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	primary key (member, segment)
);
create index segment_member_by_segment on membership.segment_member (segment);
