-- What a thread is for. What hangs under something is always a discussion.
alter table community.thread add column kind text not null default 'discussion'
	check (kind in ('discussion', 'question', 'idea', 'announcement', 'poll'));
alter table community.thread add check (kind = 'discussion' or category is not null);

-- Kinds that a category offers when a thread is started; the first is what it offers first.
alter table community.category add column kinds text[] not null default '{discussion,question,idea,poll,announcement}'
	check (cardinality(kinds) > 0 and kinds <@ '{discussion,question,idea,poll,announcement}'::text[]);

-- The one comment that answers a thread: what helped whoever asked, or what the house says to an idea.
create table community.answer (
	thread bigint primary key references community.thread (id) on delete cascade,
	comment bigint not null,
	chosen timestamptz not null,
	chosen_by bigint references membership.member (id) on delete set null,
	foreign key (thread, comment) references community.comment (thread, id)
);
create index answer_by_comment on community.answer (thread, comment);

create table community.idea (
	thread bigint primary key references community.thread (id) on delete cascade,
	status text not null default 'open' check (status in ('open', 'planned', 'started', 'done', 'declined')),
	-- When it got this status; null: it is as it came.
	decided timestamptz,
	decided_by bigint references membership.member (id) on delete set null,
	-- Exact: it changes in the transaction of the vote.
	vote_count integer not null default 0 check (vote_count >= 0)
);
create index idea_by_votes on community.idea (vote_count desc, thread desc);

create table community.vote (
	thread bigint not null references community.idea (thread) on delete cascade,
	member bigint not null references membership.member (id) on delete cascade,
	voted timestamptz not null,
	primary key (thread, member)
);
create index vote_by_member on community.vote (member);

create table community.poll (
	thread bigint primary key references community.thread (id) on delete cascade,
	-- How many choices one member may tick.
	most smallint not null default 1 check (most between 1 and 20),
	-- Who sees the counts: everybody, those who have voted, or nobody before the end.
	results text not null default 'voted' check (results in ('always', 'voted', 'closed')),
	closes timestamptz,
	closed timestamptz,
	-- Members who have voted. Exact, as the counts of the choices are.
	voter_count integer not null default 0 check (voter_count >= 0)
);
create index poll_to_close on community.poll (closes) where closed is null and closes is not null;

create table community.choice (
	thread bigint not null references community.poll (thread) on delete cascade,
	position smallint not null check (position >= 1),
	text text not null check (length(text) between 1 and 200),
	vote_count integer not null default 0 check (vote_count >= 0),
	primary key (thread, position)
);

create table community.ballot (
	thread bigint not null,
	member bigint not null references membership.member (id) on delete cascade,
	position smallint not null,
	voted timestamptz not null,
	primary key (thread, member, position),
	foreign key (thread, position) references community.choice (thread, position) on delete cascade
);
create index ballot_by_member on community.ballot (member);
