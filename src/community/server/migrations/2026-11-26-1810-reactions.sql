-- Signs that members may react with, in the order they are offered; the brand's own set.
create table community.sign (
	sign text primary key check (length(sign) between 1 and 16 and sign !~ '[\s<>&"]'),
	position smallint not null,
	-- No longer offered; what was said with it stays.
	retired timestamptz
);
insert into community.sign (sign, position) values ('👍', 1), ('❤️', 2), ('😂', 3), ('😮', 4), ('🙏', 5);

-- One of each sign per member and comment.
create table community.reaction (
	comment bigint not null references community.comment (id) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	sign text not null references community.sign (sign),
	thread bigint not null,
	reacted timestamptz not null,
	primary key (comment, member, sign)
);
-- What one member said in a thread, for the personal part of its page, and how fast they say it.
create index reaction_mine on community.reaction (member, thread, comment) include (sign);
create index reaction_pace on community.reaction (member, reacted);

-- Exact: it changes in the transaction of the reaction, so that a page never counts a million rows.
create table community.reaction_count (
	comment bigint not null references community.comment (id) on delete cascade,
	sign text not null references community.sign (sign),
	count integer not null check (count >= 0),
	primary key (comment, sign)
);
