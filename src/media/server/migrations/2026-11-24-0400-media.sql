-- Pictures, stored once by the hash of what was uploaded; the sizes that pages use are made at upload.
create schema media;

create table media.picture (
	id bigint generated always as identity primary key,
	-- SHA-256 of the uploaded bytes, hex.
	digest text not null unique,
	-- File names of the sizes, widest last: [{"file": "ab….webp", "width": 800, "height": 533, "bytes": 41234}].
	sizes jsonb not null,
	-- The size for those who read no WebP: feeds, mail, link previews.
	fallback text not null,
	width integer not null check (width > 0),
	height integer not null check (height > 0),
	-- Average colour, shown while the picture loads.
	colour text not null,
	alt text not null default '',
	uploaded timestamptz not null,
	uploader bigint
);
