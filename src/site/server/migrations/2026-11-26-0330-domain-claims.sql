-- Hosts that the house wants to answer to, until it is seen that they lead here.
create table site.domain_claim (
	host text primary key check (host = lower(host) and host ~ '^[a-z0-9.-]{4,253}$'),
	-- What the host has to show: in its DNS, or by leading here.
	token text not null,
	claimed timestamptz not null,
	claimed_by bigint references membership.member (id) on delete set null,
	-- The last look, and what was seen then.
	looked timestamptz,
	seen text
);
