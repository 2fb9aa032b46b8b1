-- What a member has begun to say in a thread: one draft each, so that another device goes on with it.
create table community.draft (
	member bigint not null references membership.member (id) on delete cascade,
	thread bigint not null references community.thread (id) on delete cascade,
	-- What it answers, and the words of that which it quotes.
	parent bigint references community.comment (id) on delete set null,
	quote text not null default '' check (length(quote) <= 4000),
	text text not null check (length(text) between 1 and 20000),
	saved timestamptz not null,
	primary key (member, thread)
);
create index draft_by_thread on community.draft (thread);
create index draft_by_parent on community.draft (parent) where parent is not null;
create index draft_by_age on community.draft (saved);
