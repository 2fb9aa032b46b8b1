-- What members write to each other, read by nobody else. Nothing that is for everybody asks these tables.
create schema message;

create table message.talk (
	id bigint generated always as identity primary key,
	-- What talks of several are called; empty: by the names of those who are in it.
	title text not null default '' check (length(title) <= 60),
	-- The two of a talk of two, `3:8`, so that they have one only.
	pair text unique,
	begun timestamptz not null,
	-- When something in it last became another: taken back, somebody left.
	changed timestamptz,
	begun_by bigint references membership.member (id) on delete set null
);
create index talk_by_beginner on message.talk (begun_by, begun);

create table message.message (
	id bigint generated always as identity primary key,
	talk bigint not null references message.talk (id) on delete cascade,
	-- Null: whoever has left the house.
	author bigint references membership.member (id) on delete set null,
	-- As it was written, without marks. Empty: taken back.
	text text not null check (length(text) <= 4000),
	said timestamptz not null,
	taken_back timestamptz,
	check ((taken_back is null) = (text <> ''))
);
create index message_by_talk on message.message (talk, id);
create index message_by_author on message.message (author, said);

-- Who is in a talk.
create table message.seat (
	talk bigint not null references message.talk (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	-- What was said before is not theirs to read.
	since timestamptz not null,
	departed timestamptz,
	-- The newest message that they have seen.
	seen bigint not null default 0,
	-- Since when something waits for them that they have not seen; null: nothing.
	unread timestamptz,
	-- When something was last said that they hear: the order of their list.
	active timestamptz not null,
	-- They are not told of what is said here.
	hushed timestamptz,
	primary key (talk, member)
);
create index seat_by_member on message.seat (member, active desc) where departed is null;
create index seat_unread on message.seat (member) where unread is not null and departed is null;

-- Who wants no messages from members. What the house writes reaches everybody.
create table message.closed_door (
	member bigint primary key references membership.member (id) on delete cascade,
	closed timestamptz not null
);
