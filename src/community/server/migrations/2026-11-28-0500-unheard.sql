-- Who it is, of those who speak from one network: their address there, which stays when they change their name; the name where the network gives none.
create function community.foreign_person(author text) returns text language sql immutable parallel safe
	return coalesce(substring(author from '\(([^()[:space:]]+@[^()[:space:]]+)\)$'), author);

-- Whom on a network a member does not want to hear.
create table community.unheard (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	network text not null,
	person text not null check (person <> ''),
	-- As they were called when they were blocked.
	name text not null,
	since timestamptz not null,
	unique (member, network, person)
);
create index unheard_by_person on community.unheard (network, person);
