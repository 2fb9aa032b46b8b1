-- Pictures in every encoding that pages offer, what must stay in sight, and where each is used.
alter table media.picture
	-- {"avif": [{"file": "ab….avif", "width": 720, "height": 480, "bytes": 31234}], "webp": […], "plain": […], "still": […]},
	-- each narrowest first. Plain is JPEG, or PNG where something shows through; still is the first frame of what moves.
	add column files jsonb,
	-- The pixels as they were sent, upright, in sRGB and without anything else, at most 2560 wide or high: what new sizes
	-- are made from. Null for pictures from before it was kept.
	add column original text,
	-- 1 unless it moves.
	add column frames integer not null default 1 check (frames > 0),
	-- Which way of encoding its files follow; the job renews what is older than the product's own.
	add column encoding integer not null default 0,
	add column caption text not null default '',
	-- The part that stays in sight where the picture is cut, in hundredths of width and height.
	add column focus_x smallint not null default 50 check (focus_x between 0 and 100),
	add column focus_y smallint not null default 50 check (focus_y between 0 and 100);

update media.picture set files = jsonb_build_object(
	'avif', '[]'::jsonb, 'still', '[]'::jsonb, 'webp', sizes,
	'plain', jsonb_build_array(jsonb_build_object(
		'file', fallback, 'bytes', 0, 'width', least(width, 1200),
		'height', greatest(1, round(height * least(1, 1200.0 / width)))
	))
);
alter table media.picture alter column files set not null, drop column sizes;
create index picture_encoding on media.picture (encoding);
create index picture_uploaded on media.picture (uploaded desc, id desc);

-- What shows a picture; whoever uses one says so. `thing` as facts name it: `article:3`, `site`.
create table media.picture_use (
	picture bigint not null references media.picture (id),
	thing text not null,
	primary key (picture, thing)
);
create index picture_use_thing on media.picture_use (thing);
insert into media.picture_use (picture, thing)
select distinct picture.id, 'article:' || article.id
from content.article as article,
	jsonb_path_query(article.body, '$.** ? (@.type == "picture").attrs.id') as used
	join media.picture as picture on picture.id::text = used #>> '{}';

-- Files that are offered for download, stored once by content.
create table media.file (
	id bigint generated always as identity primary key,
	-- SHA-256 of the bytes, hex.
	digest text not null unique,
	-- Its name in the site's files.
	file text not null,
	-- As people read it, with the ending that its content deserves.
	name text not null check (length(name) between 1 and 200),
	type text not null,
	size bigint not null check (size > 0),
	uploaded timestamptz not null,
	uploader bigint
);
