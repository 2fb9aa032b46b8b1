-- Several things about one thread that become one mail to one member.
create table notification.bundle (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	thread bigint not null references community.thread (id) on delete cascade,
	opened timestamptz not null,
	-- When it may go out; what is told of the thread until then joins it.
	due timestamptz not null,
	-- From now on nothing joins it.
	sealed timestamptz,
	-- A process talks to the mail server about it; committed before it does.
	taken timestamptz,
	tries smallint not null default 0,
	-- What became of it: one of these.
	sent timestamptz,
	skipped timestamptz,
	failed timestamptz,
	-- Nobody knows whether the mail server took it; it is never sent again.
	unconfirmed timestamptz,
	reason text,
	-- The mail server's words.
	said text,
	check (num_nonnulls(sent, skipped, failed, unconfirmed) <= 1)
);
create unique index bundle_open on notification.bundle (member, thread) where sealed is null;
create index bundle_due on notification.bundle (due)
	where taken is null and sent is null and skipped is null and failed is null and unconfirmed is null;
create index bundle_taken on notification.bundle (taken)
	where taken is not null and sent is null and skipped is null and failed is null and unconfirmed is null;
create index bundle_by_member on notification.bundle (member, sent) where sent is not null;
create index bundle_by_thread on notification.bundle (thread);
create index bundle_by_age on notification.bundle (opened);

alter table notification.notice add column bundle bigint references notification.bundle (id) on delete set null;
create index notice_by_bundle on notification.notice (bundle) where bundle is not null;
