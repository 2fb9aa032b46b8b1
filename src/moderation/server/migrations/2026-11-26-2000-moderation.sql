-- Order: what members complain of, what waits for a person, what was decided and why.
create schema moderation;

-- What was decided about a comment. Rows are only added; one that was taken back says so.
create table moderation.decision (
	id bigint generated always as identity primary key,
	comment bigint not null references community.comment (id) on delete cascade,
	thread bigint not null references community.thread (id) on delete cascade,
	-- Whose words they were; null: somebody on a network, or who has left.
	member bigint references membership.member (id) on delete set null,
	verdict text not null check (verdict in ('keep', 'hide', 'warn', 'silence')),
	-- Published: why it was taken away.
	reason text check (reason in ('unkind', 'spam', 'off-topic', 'private', 'unlawful', 'other')),
	words text not null default '' check (length(words) <= 500),
	-- How the comment stood before, for taking the decision back.
	stood text not null check (stood in ('shown', 'hidden', 'held')),
	decided timestamptz not null,
	decided_by bigint references membership.member (id) on delete set null,
	undone timestamptz,
	undone_by bigint references membership.member (id) on delete set null,
	check ((verdict = 'keep') = (reason is null)),
	check (reason is distinct from 'other' or words <> '')
);
create index decision_by_comment on moderation.decision (comment, id desc);
create index decision_by_thread on moderation.decision (thread);
create index decision_by_member on moderation.decision (member, id desc) where member is not null;
create index decision_published on moderation.decision (id desc) where verdict <> 'keep';
create index decision_by_decider on moderation.decision (decided_by) where decided_by is not null;
create index decision_by_undoer on moderation.decision (undone_by) where undone_by is not null;

create table moderation.flag (
	id bigint generated always as identity primary key,
	comment bigint not null references community.comment (id) on delete cascade,
	-- Who complained; told to staff only.
	member bigint not null references membership.member (id) on delete cascade,
	reason text not null check (reason in ('unkind', 'spam', 'off-topic', 'private', 'unlawful', 'other')),
	words text not null default '' check (length(words) <= 500),
	flagged timestamptz not null,
	-- What answered it; null: it waits.
	decision bigint references moderation.decision (id) on delete set null,
	unique (comment, member)
);
create index flag_by_member on moderation.flag (member, id desc);
create index flag_by_decision on moderation.flag (decision) where decision is not null;

-- What waits for a person, once per comment. Decided, it stays, and waits again when somebody complains anew.
create table moderation.item (
	comment bigint primary key references community.comment (id) on delete cascade,
	-- Why it waits though nobody complained: `words`, `links`, `same-words`, `burst`.
	held_for text[] not null default '{}',
	opened timestamptz not null,
	decision bigint references moderation.decision (id) on delete set null
);
create index item_waiting on moderation.item (opened, comment) where decision is null;
create index item_by_decision on moderation.item (decision) where decision is not null;

-- What a member was told or denied: a warning, or silence until a time.
create table moderation.measure (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	kind text not null check (kind in ('warning', 'silence')),
	decision bigint unique references moderation.decision (id) on delete set null,
	reason text not null check (reason in ('unkind', 'spam', 'off-topic', 'private', 'unlawful', 'other')),
	words text not null default '' check (length(words) <= 500),
	taken timestamptz not null,
	taken_by bigint references membership.member (id) on delete set null,
	until timestamptz check (until > taken),
	lifted timestamptz,
	lifted_by bigint references membership.member (id) on delete set null,
	check ((kind = 'warning') = (until is null))
);
create index measure_by_member on moderation.measure (member, id desc);
create index measure_by_taker on moderation.measure (taken_by) where taken_by is not null;
create index measure_by_lifter on moderation.measure (lifted_by) where lifted_by is not null;
