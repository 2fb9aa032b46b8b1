-- What a brand brings in from where it was before.
create schema transfer;

-- One going-through of one source, for a report only (dry) or to bring it in.
create table transfer.run (
	id bigint generated always as identity primary key,
	-- Name of the source's folder: wordpress, ghost, facebook-page, homecourt.
	source text not null,
	-- What tells this old place from another of its kind; null until the beginning was read.
	origin text,
	-- The file, folder or address as it was named, and how it shall be read.
	place text not null,
	options jsonb not null default '{}',
	dry boolean not null,
	-- By whom it was asked for (null: at the command line), and which process works on it.
	asked timestamptz not null,
	asked_by bigint references membership.member (id) on delete set null,
	worker text,
	-- When something was last heard of it: a run that fell silent is taken up by another process.
	seen timestamptz not null,
	stop_asked timestamptz,
	ended timestamptz,
	outcome text check (outcome in ('done', 'stopped', 'failed')),
	-- Code and details of the Problem it failed with.
	trouble jsonb,
	-- How far the reading is, in the source's own measure (bytes, or things); total null: not known.
	position bigint not null default 0,
	total bigint,
	-- Kind to counts: {"article": {"fresh": 3, "changed": 0, "same": 0, "held": 0, "left": 1}}.
	counts jsonb not null default '{}',
	check ((ended is null) = (outcome is null))
);
-- One at a time.
create unique index run_going on transfer.run ((true)) where ended is null;

-- What was brought, and what became of it: this is what makes a second run double nothing.
create table transfer.item (
	origin text not null,
	kind text not null check (kind in ('person', 'picture', 'article', 'page', 'comment', 'redirect')),
	-- The old place's own name for it.
	foreign_id text not null,
	-- The name of what it became: article:12, picture:3, member:5, comment:90.
	home text not null,
	-- SHA-256 of what was read, and what tells later whether somebody changed it at home since.
	digest text not null,
	mark text not null default '',
	-- What has no place of its own here yet and is kept for whoever needs it: a member's consent to mail.
	carried jsonb,
	brought timestamptz not null,
	run bigint references transfer.run (id) on delete set null,
	primary key (origin, kind, foreign_id)
);
create index item_by_home on transfer.item (home);

-- What a run could not carry, or not whole, and why.
create table transfer.finding (
	id bigint generated always as identity primary key,
	run bigint not null references transfer.run (id) on delete cascade,
	kind text not null,
	foreign_id text not null,
	title text not null,
	-- True: it did not come at all. False: it came, with something lost.
	lost boolean not null,
	code text not null,
	details jsonb not null default '{}'
);
create index finding_by_run on transfer.finding (run, id);
