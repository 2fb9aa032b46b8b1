-- Until when a member may read but not speak; null: speaks.
alter table membership.member add column silenced_until timestamptz;
