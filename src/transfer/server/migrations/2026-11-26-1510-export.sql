-- What the owner takes out at the console: written by a worker, fetched as one file, forgotten after a day.
create table transfer.export (
	id bigint generated always as identity primary key,
	asked timestamptz not null,
	asked_by bigint references membership.member (id) on delete set null,
	-- Which process writes it, and when something was last heard of it: one that fell silent is begun anew by another.
	worker text,
	seen timestamptz not null,
	ended timestamptz,
	outcome text check (outcome in ('done', 'failed')),
	-- Code and details of the Problem it failed with.
	trouble jsonb,
	-- Kind to number, as far as it is: {"articles": 12}.
	counts jsonb not null default '{}',
	-- Files of the library that were not there any more.
	missing text[] not null default '{}',
	bytes bigint,
	-- Since when its file is not there any more.
	forgotten timestamptz,
	check ((ended is null) = (outcome is null))
);
-- One at a time.
create unique index export_going on transfer.export ((true)) where ended is null;
