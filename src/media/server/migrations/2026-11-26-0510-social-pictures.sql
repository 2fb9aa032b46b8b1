-- The picture that a share card of a thing shows, drawn from its title and the brand.
create table media.social_picture (
	-- As facts name it: `article:3`.
	thing text primary key,
	-- SHA-256 of everything that was drawn, hex: what has not changed is not drawn again.
	digest text not null,
	-- Its name in the site's files.
	file text not null,
	drawn timestamptz not null
);
