-- Parts of pictures, cut for places that take no others.
create table media.crop (
	picture bigint not null references media.picture (id) on delete cascade,
	-- `left,top,width,height` in pixels of the file that it was cut from.
	box text not null check (box ~ '^[0-9]+,[0-9]+,[0-9]+,[0-9]+$'),
	-- The file that it was cut from: encoded anew, it is cut anew.
	source text not null,
	file text not null,
	bytes integer not null,
	cut timestamptz not null,
	primary key (picture, box, source)
);
