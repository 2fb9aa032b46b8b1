-- A member's picture: square, in the two sizes that pages show. It is theirs, and no part of the library.
create table media.portrait (
	member bigint primary key,
	-- Files of the site: for beside a name, and for the page of the member.
	small text not null check (small <> ''),
	large text not null check (large <> ''),
	kept timestamptz not null
);
create index portrait_by_small on media.portrait (small);
create index portrait_by_large on media.portrait (large);
