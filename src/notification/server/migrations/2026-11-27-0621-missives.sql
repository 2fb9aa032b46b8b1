-- Letters to one member each: what was new (digest), the first letters after joining, the owner's week.
create table notification.missive (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	matter text not null check (matter in ('digest', 'welcome', 'summary')),
	-- Which of the letters of welcome; 1 otherwise.
	step smallint not null default 1 check (step between 1 and 3),
	-- It tells of what happened since then.
	since timestamptz not null,
	opened timestamptz not null,
	due timestamptz not null,
	-- A process talks to the mail server about it; committed before it does.
	taken timestamptz,
	tries smallint not null default 0,
	-- What became of it: one of these.
	sent timestamptz,
	skipped timestamptz,
	failed timestamptz,
	-- Nobody knows whether the mail server took it; it is never sent again.
	unconfirmed timestamptz,
	ended timestamptz generated always as (coalesce(sent, skipped, failed, unconfirmed)) stored,
	reason text,
	-- The mail server's words.
	said text,
	check (num_nonnulls(sent, skipped, failed, unconfirmed) <= 1)
);
-- Everybody is welcomed once, and no second one of a kind is written while the first waits.
create unique index missive_welcome on notification.missive (member, step) where matter = 'welcome';
create unique index missive_open on notification.missive (member, matter) where ended is null and matter <> 'welcome';
create index missive_due on notification.missive (due) where ended is null;
create index missive_by_member on notification.missive (member, matter, opened desc);
create index missive_by_age on notification.missive (opened);

-- How often a member wants a letter of a kind; without a row as the house does it for everybody.
create table notification.cadence (
	member bigint not null references membership.member (id) on delete cascade,
	matter text not null check (matter in ('digest', 'welcome', 'summary')),
	every text not null check (every in ('day', 'week', 'never')),
	primary key (member, matter)
);

-- The letters of welcome where the owner wrote other words than the product's, or wants one not to be sent.
create table notification.greeting (
	step smallint primary key check (step between 1 and 3),
	subject text not null check (length(subject) <= 120),
	body text not null check (length(body) <= 4000),
	subject_en text not null check (length(subject_en) <= 120),
	body_en text not null check (length(body_en) <= 4000),
	retired timestamptz,
	changed timestamptz not null
);
