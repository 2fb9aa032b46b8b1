-- The ground that every module stands on: facts, mail, answers to repeated calls, limits.
create schema if not exists platform;
create extension if not exists pg_trgm;
create extension if not exists citext;

-- A fact that a command stated. The activity feed, the audit log, funnels and outgoing webhooks all read it.
create table platform.event (
	id bigint generated always as identity primary key,
	name text not null check (name ~ '^[a-z-]+\.[a-z-]+$'),
	about text not null,
	-- Everything it is about; `about` first. Processes that were not told find here what they must forget.
	things text[] not null default '{}',
	actor bigint,
	data jsonb not null default '{}',
	occurred timestamptz not null
);
create index event_by_name on platform.event (name, id);
create index event_by_about on platform.event (about, id);

-- Mail waits here until a mail server took it. Without a mail server it is read in the console.
create table platform.mail (
	id bigint generated always as identity primary key,
	recipient text not null,
	subject text not null,
	body_text text not null,
	body_html text not null,
	kind text not null,
	written timestamptz not null,
	-- Null: not yet sent.
	sent timestamptz,
	-- Tries so far, and what the mail server said last.
	tries integer not null default 0,
	trouble text,
	-- Given up after the last try; a person may try again.
	failed timestamptz
);
create index mail_by_written on platform.mail (written desc);
create index mail_by_recipient on platform.mail (recipient, kind, written);

-- The answer to a call that carried an Idempotency-Key, so that a repetition gets the same answer and changes nothing.
create table platform.answered_call (
	key text not null,
	caller text not null,
	fingerprint text not null,
	status integer,
	body jsonb,
	called timestamptz not null,
	primary key (caller, key)
);

-- Secrets of this site that other parties share with us, by purpose. Encrypted with the installation's key.
create table platform.secret (
	purpose text primary key,
	value bytea not null,
	changed timestamptz not null
);
