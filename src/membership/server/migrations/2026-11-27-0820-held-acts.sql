-- What somebody asked for whose last proof of who they are was too long ago: kept while they give a new one, then done.
create table membership.held_act (
	-- SHA-256 of the word that its browser has.
	digest text primary key,
	member bigint not null references membership.member (id) on delete cascade,
	-- Where it was sent and what stood in the form, sealed: there may be a password among it.
	act bytea not null check (octet_length(act) <= 100000),
	held timestamptz not null,
	expires timestamptz not null
);
create index held_act_by_member on membership.held_act (member, held);
