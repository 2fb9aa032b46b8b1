-- Threads of the forum carry tags, of the same names as articles.
alter table community.thread
	add column tags text[] not null default '{}' check (tags = '{}' or (category is not null and cardinality(tags) <= 5));
-- Only threads with tags are in it: to answer in others costs nothing more. What was answered lately waits outside the index, and every
-- search looks through it: little of it.
create index thread_by_tag on community.thread using gin (tags) with (gin_pending_list_limit = 64) where tags <> '{}';

-- Who makes tags that nobody had used: members from this trust level on; 4: only those who work here.
alter table community.rule add column tags_from smallint not null default 1 check (tags_from between 0 and 4);
