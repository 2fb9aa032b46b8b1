-- What is said again and again: in several versions that take turns, since the same words twice are a repetition to every network.
create table publishing.recurrence (
	id bigint generated always as identity primary key,
	-- Made when the form was opened: a form that is sent twice is one.
	key text not null unique,
	versions text[] not null check (cardinality(versions) between 3 and 20),
	hashtags text[] not null default '{}',
	labels text[] not null default '{}',
	campaign text references publishing.campaign (name),
	-- The page of this site that its link leads to.
	target text check (target ~ '^/([^/\\].*)?$' and length(target) <= 800),
	accounts bigint[] not null check (cardinality(accounts) between 1 and 50),
	-- 1 is Monday, 7 is Sunday.
	weekdays smallint[] not null check (cardinality(weekdays) between 1 and 7),
	-- By the clocks of the site.
	at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	-- Every so many weeks, counted from the week in which it was made.
	weeks smallint not null check (weeks between 1 and 8),
	made timestamptz not null,
	author bigint references membership.member (id) on delete set null,
	-- The next time that is not planned yet.
	next timestamptz,
	-- Why a time passed without a post, as a key of the catalogue.
	trouble text,
	stopped timestamptz,
	stopped_by bigint references membership.member (id) on delete set null
);
create index recurrence_next on publishing.recurrence (next) where stopped is null;

-- A time that was planned, and in which version.
create table publishing.recurred (
	recurrence bigint not null references publishing.recurrence (id) on delete cascade,
	due timestamptz not null,
	-- Digest of the version's words, so that it is known again when the versions are changed; null: none could be said.
	words text,
	draft bigint references publishing.draft (id) on delete set null,
	primary key (recurrence, due)
);
