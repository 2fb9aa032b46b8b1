-- Pictures of what is said again and again: they take turns as its versions do, one at a time.
alter table publishing.recurrence add column pictures bigint[] not null default '{}';
