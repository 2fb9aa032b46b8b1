-- Threads kept in order by those who keep the peace.
alter table community.thread
	-- Stands at the top: of its category, or everywhere.
	add column pinned timestamptz,
	add column pinned_in text check (pinned_in in ('category', 'everywhere')),
	add column pinned_by bigint references membership.member (id) on delete set null,
	-- Between two comments of one member, in seconds; 0: as fast as members may.
	add column slow_seconds integer not null default 0 check (slow_seconds between 0 and 86400),
	-- Closes after so many days of silence; 0: never; null: as its category.
	add column close_days smallint check (close_days between 0 and 3650),
	-- Everybody who may comment changes its opening.
	add column shared timestamptz,
	add column shared_by bigint references membership.member (id) on delete set null,
	-- Went on in another thread: nothing is said here any more, it is hidden, and its address leads there.
	add column merged_into bigint references community.thread (id) on delete set null,
	add column merged timestamptz,
	add column merged_by bigint references membership.member (id) on delete set null,
	add check ((pinned is null) = (pinned_in is null)),
	add check (pinned is null or category is not null),
	add check (merged is null or hidden is not null);
alter table community.category
	add column close_days smallint not null default 0 check (close_days between 0 and 3650);

create index thread_pinned on community.thread (pinned desc) where pinned is not null;
create index thread_merged on community.thread (merged_into) where merged_into is not null;
-- A comment that is deleted is looked for among the openings.
create index thread_by_opening on community.thread (opening) where opening is not null;
-- What has been silent for longest, of what is open.
create index thread_silent on community.thread (category, active)
	where closed is null and hidden is null and withdrawn is null and category is not null;
create index thread_silent_itself on community.thread (active)
	where closed is null and hidden is null and withdrawn is null and close_days > 0;

-- What was done to a thread as a whole, told in its place: it was split, or another one came in.
create table community.note (
	id bigint generated always as identity primary key,
	thread bigint not null references community.thread (id) on delete cascade,
	kind text not null check (kind in ('split-off', 'split-from', 'merged')),
	-- It stands behind this comment, or what was there before it.
	after bigint not null,
	-- The other thread; null: it is gone.
	other bigint references community.thread (id) on delete set null,
	-- Of what came in: what it was called.
	title text not null default '',
	comments integer not null default 0,
	noted timestamptz not null,
	noted_by bigint references membership.member (id) on delete set null
);
create index note_by_thread on community.note (thread, after);
create index note_by_other on community.note (other) where other is not null;
