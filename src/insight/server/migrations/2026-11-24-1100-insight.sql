-- Who came, by which way, and what they read. No cookie is set for it and no address is kept: `visitor` is a hash that
-- changes every day.
create schema insight;

-- A visit: page views of one visitor with pauses of at most thirty minutes. It ends at the site's midnight, with the hash.
create table insight.visit (
	id bigint generated always as identity primary key,
	-- Sixteen hex digits; means nothing outside its day.
	visitor text not null check (visitor ~ '^[0-9a-f]{16}$'),
	-- The day in the site's own time zone.
	day date not null,
	began timestamptz not null,
	last_seen timestamptz not null check (last_seen >= began),
	-- Where it began: `article:3` or '', and the path.
	entry_thing text not null default '',
	entry_path text not null,
	-- The tracked link it came by (publishing.link).
	link bigint,
	-- `facebook`, `google`, `direct`, a host name …; and its kind.
	source text not null,
	channel text not null check (channel in ('social', 'search', 'assistant', 'mail', 'referral', 'campaign', 'direct')),
	campaign text,
	pages integer not null check (pages > 0),
	-- Known only when the member was signed in or joined during the visit; never found out later.
	member bigint
);
-- Not on last_seen, which changes with every page: the update then touches no index.
create index visit_by_visitor on insight.visit (visitor);
create index visit_by_day on insight.visit (day);
create index visit_by_link on insight.visit (link, day) where link is not null;
create index visit_by_member on insight.visit (member) where member is not null;

-- What was read in a visit.
create table insight.reading (
	visit bigint not null references insight.visit (id) on delete cascade,
	-- `article:3`.
	thing text not null check (thing <> ''),
	views integer not null check (views > 0),
	primary key (visit, thing)
);

-- Exact sums per day, written in the transaction that writes the rows they count, so that a board over years is a few
-- thousand rows. `subject`: `site`, `article:3` (visits that read it), `link:7`, `source:facebook`.
create table insight.tally (
	day date not null,
	subject text not null,
	visits bigint not null default 0 check (visits >= 0),
	views bigint not null default 0 check (views >= 0),
	primary key (day, subject)
);
create index tally_by_subject on insight.tally (subject, day);

-- A tracked link that was followed by a person.
create table insight.click (
	id bigint generated always as identity primary key,
	link bigint not null,
	visitor text not null check (visitor ~ '^[0-9a-f]{16}$'),
	clicked timestamptz not null,
	source text not null,
	member bigint
);
create index click_by_visitor on insight.click (visitor, clicked desc);
create index click_by_link on insight.click (link, clicked);

-- Why hits were not counted: one row per day, reason and kind of program.
create table insight.drop (
	day date not null,
	reason text not null check (reason in (
		'robot', 'preview', 'monitoring', 'prefetch', 'no-agent', 'staff', 'script', 'head', 'overload')),
	-- A family name (`Googlebot`), never a whole user agent.
	agent text not null check (length(agent) <= 40),
	what text not null check (what in ('page', 'click')),
	hits bigint not null check (hits > 0),
	primary key (day, reason, agent, what)
);
