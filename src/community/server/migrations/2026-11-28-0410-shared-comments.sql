-- Comments that everybody who may comment changes, as in a wiki; until now only the opening of a thread could be one.
create table community.shared_comment (
	comment bigint primary key references community.comment (id) on delete cascade,
	since timestamptz not null,
	shared_by bigint references membership.member (id) on delete set null
);
insert into community.shared_comment (comment, since, shared_by)
select opening, shared, shared_by from community.thread where shared is not null and opening is not null;
alter table community.thread drop column shared, drop column shared_by;
