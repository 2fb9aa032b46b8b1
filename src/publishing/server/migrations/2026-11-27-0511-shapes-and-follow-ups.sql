-- How a variant is laid out beside its words, and what we say under our own post.
alter table publishing.variant
	add link_place text not null default 'usual' check (link_place in ('usual', 'comment', 'none')),
	-- 'thread': in parts that answer each other, instead of shortened.
	add layout text not null default 'post' check (layout in ('post', 'thread')),
	-- The first comment; empty: none.
	add comment text not null default '' check (length(comment) <= 20000),
	-- Descriptions of pictures that read differently here, id to text; null: none.
	add alts jsonb;

alter table publishing.post add alts jsonb;

-- The next part of a thread, or the first comment: goes out after its post, in its order, exactly once like a post.
create table publishing.follow_up (
	id bigint generated always as identity primary key,
	post bigint not null references publishing.post (id) on delete cascade,
	-- From 1.
	number integer not null check (number > 0),
	kind text not null check (kind in ('thread', 'comment')),
	text text not null check (length(text) between 1 and 100000),
	-- Chosen once; every attempt carries it.
	key text not null unique,
	armed timestamptz,
	tried timestamptz,
	tries integer not null default 0,
	next_try timestamptz,
	published timestamptz,
	failed timestamptz,
	unconfirmed timestamptz,
	trouble text,
	trouble_details jsonb,
	external_id text,
	external_url text check (external_url ~ '^https?://'),
	unique (post, number),
	check (num_nonnulls(published, failed, unconfirmed) <= 1)
);
create index follow_up_to_deliver on publishing.follow_up (post, number)
	where published is null and failed is null and unconfirmed is null;

alter table publishing.attempt
	drop constraint attempt_kind_check,
	add constraint attempt_kind_check
		check (kind in ('published', 'again', 'failed', 'unconfirmed', 'edited', 'withdrawn', 'looked', 'followed'));
