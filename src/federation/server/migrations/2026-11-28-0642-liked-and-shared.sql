-- Who likes what, and who passed it on: one of each.
alter table federation.liked
	add column how text not null default 'like' check (how in ('like', 'share')),
	drop constraint liked_pkey,
	add primary key (thing, address, how);
alter table federation.liked alter column how drop default;

-- Whose words stand here: they are called otherwise one day, or are gone.
create index said_from on federation.said (author);
