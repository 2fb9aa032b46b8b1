-- By which group somebody was called; null: by their own name.
alter table notification.notice add column member_group bigint references membership.member_group (id) on delete set null;
create index notice_by_group on notification.notice (member_group) where member_group is not null;
