-- How closely a member follows one thread, and how far they have read it.
create table community.reading (
	member bigint not null references membership.member (id) on delete cascade,
	thread bigint not null references community.thread (id) on delete cascade,
	-- Null: as its category is followed.
	level text check (level in ('watch', 'track', 'normal', 'mute')),
	-- The newest comment that was seen, and when that was said; null: never opened.
	seen_comment bigint,
	seen timestamptz,
	primary key (member, thread)
);
-- The unread list looks at what is followed only, and never at the table: both times are in the index.
create index reading_followed on community.reading (member, thread) include (seen) where level in ('watch', 'track');
create index reading_watchers on community.reading (thread, member) where level = 'watch';
create index reading_by_thread on community.reading (thread);

-- How closely a member follows a category.
create table community.following (
	member bigint not null references membership.member (id) on delete cascade,
	category bigint not null references community.category (id) on delete cascade,
	level text not null check (level in ('watch', 'track', 'mute')),
	primary key (member, category)
);
create index following_by_category on community.following (category, level);

-- When somebody was here last: lists draw a line where the visit before ended.
create table community.visit (
	member bigint primary key references membership.member (id) on delete cascade,
	-- The newest sign of them.
	seen timestamptz not null,
	-- The end of the visit before.
	before timestamptz,
	-- What was opened before this is no news any more.
	news_since timestamptz
);

-- What nobody has opened yet is listed by its age.
create index thread_by_age on community.thread (opened desc, id desc)
	where hidden is null and withdrawn is null and category is not null;
