-- Mailings, and what became of each of their receivers.

-- How mail goes out: one row. Whoever holds `worker` is the one process that sends; `seen` is its last sign of life.
create table notification.post_office (
	one boolean primary key default true check (one),
	-- Most mails a second and an hour; null: as fast as the mail server takes them.
	per_second integer check (per_second between 1 and 1000),
	per_hour integer check (per_hour between 1 and 1000000),
	worker text,
	seen timestamptz
) with (fillfactor = 50);
insert into notification.post_office default values;

-- An article as a mailing. Its state is the latest of its times: created → scheduled → started → done or stopped.
create table notification.mailing (
	id bigint generated always as identity primary key,
	article bigint references content.article (id) on delete set null,
	topic bigint not null references notification.topic (id),
	subject text not null check (length(subject) between 1 and 150),
	preheader text not null default '' check (length(preheader) <= 200),
	author bigint references membership.member (id) on delete set null,
	created timestamptz not null,
	changed timestamptz not null,
	-- When it shall go out.
	scheduled timestamptz,
	-- Receivers and letter were fixed.
	started timestamptz,
	-- What is sent, made once: both parts, whole and beginning, and the head.
	letter jsonb,
	candidates integer check (candidates >= 0),
	paused timestamptz,
	-- After the mail server did not answer nobody goes on before this time; how often that was, in a row.
	resumes timestamptz,
	troubles smallint not null default 0,
	stopped timestamptz,
	done timestamptz,
	-- Why it waits or did not begin, as a key of the catalogue; and what the mail server said.
	trouble text,
	trouble_text text not null default '',
	check (started is null or (letter is not null and candidates is not null)),
	check (done is null or started is not null)
);
create index mailing_to_send on notification.mailing (scheduled) where scheduled is not null and done is null;
create index mailing_by_article on notification.mailing (article, id);

-- A receiver of a mailing, fixed at its start; each is there once. `taken` is committed before the mail server is talked
-- to: whoever finds it without an outcome cannot know whether the mail went out, and never sends it again.
create table notification.delivery (
	id bigint generated always as identity primary key,
	mailing bigint not null references notification.mailing (id) on delete cascade,
	subscriber bigint references notification.subscriber (id) on delete set null,
	taken timestamptz,
	tries smallint not null default 0,
	next_try timestamptz,
	sent timestamptz,
	skipped timestamptz,
	failed timestamptz,
	-- Nobody knows whether it went out.
	unconfirmed timestamptz,
	-- Why it was skipped or failed, as a key of the catalogue; and what the mail server said.
	reason text,
	said text,
	-- It came back after it was sent, or was reported as spam.
	bounced timestamptz,
	complained timestamptz,
	unique (mailing, subscriber),
	check (num_nonnulls(sent, skipped, failed, unconfirmed) <= 1)
) with (fillfactor = 70);
create index delivery_to_send on notification.delivery (mailing, id)
	where sent is null and skipped is null and failed is null and unconfirmed is null;
create index delivery_by_subscriber on notification.delivery (subscriber) where subscriber is not null;
