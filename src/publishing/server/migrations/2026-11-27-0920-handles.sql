-- Who is called what on which network, so that whoever is named in a post hears of it there.
create table publishing.handle (
	-- What we call them.
	name text not null check (length(name) between 1 and 60 and name !~ '[@＠()\[\]{}<>|\\*_~#]'),
	network text not null check (length(network) between 1 and 40),
	-- Without what a network writes around it.
	handle text not null check (length(handle) between 1 and 300),
	kept timestamptz not null,
	kept_by bigint references membership.member (id) on delete set null,
	primary key (name, network)
);
-- One spelling of a name, whatever its letters' case.
create unique index handle_named on publishing.handle (lower(name), network);
