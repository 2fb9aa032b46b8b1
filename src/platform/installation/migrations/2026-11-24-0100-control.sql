-- The control database: which sites this installation serves and which host leads to which.
create schema if not exists control;

create table control.site (
	name text primary key check (name ~ '^[a-z][a-z0-9-]{0,30}$'),
	database text not null unique,
	created timestamptz not null default now()
);

create table control.domain (
	-- Host as browsers send it, without port, lower case.
	host text primary key check (host = lower(host)),
	site text not null references control.site (name) on delete cascade,
	-- The address that the site calls its own: one per site.
	main boolean not null default false
);
create unique index domain_main on control.domain (site) where main;
