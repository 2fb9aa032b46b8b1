-- What somebody may have to answer, wherever it was said, and what was answered.
create schema inbox;

create table inbox.conversation (
	id bigint generated always as identity primary key,
	kind text not null check (kind in ('comment')),
	-- `home`, or the name of the network where it was written.
	origin text not null,
	-- The comment at home; null when it was written under a post that has no thread here.
	comment bigint unique references community.comment (id) on delete cascade,
	thread bigint references community.thread (id) on delete cascade,
	-- The same comment as it came from a network.
	foreign_comment bigint unique references publishing.comment (id) on delete cascade,
	post bigint references publishing.post (id) on delete set null,
	-- The member who wrote it; null for somebody on a network.
	author bigint references membership.member (id) on delete set null,
	author_name text not null,
	text text not null,
	opened timestamptz not null,
	answered timestamptz,
	closed timestamptz,
	closed_by bigint references membership.member (id) on delete set null,
	check (comment is not null or foreign_comment is not null)
);
create index conversation_waiting on inbox.conversation (opened, id) where answered is null and closed is null;

-- An answer, and its way to the network; for a conversation of this site it has none.
create table inbox.answer (
	id bigint generated always as identity primary key,
	conversation bigint not null references inbox.conversation (id) on delete cascade,
	comment bigint unique references community.comment (id) on delete set null,
	author bigint references membership.member (id) on delete set null,
	text text not null,
	written timestamptz not null,
	-- Chosen once; every attempt carries it. Null: nothing is sent anywhere.
	key text unique,
	armed timestamptz,
	tried timestamptz,
	tries integer not null default 0,
	next_try timestamptz,
	delivered timestamptz,
	failed timestamptz,
	unconfirmed timestamptz,
	trouble text,
	trouble_details jsonb,
	external_id text,
	external_url text check (external_url ~ '^https?://'),
	check (num_nonnulls(delivered, failed, unconfirmed) <= 1)
);
create index answer_by_conversation on inbox.answer (conversation, id);
create index answer_to_deliver on inbox.answer (id) where key is not null and delivered is null and failed is null and unconfirmed is null;
create index answer_by_external on inbox.answer (external_id) where external_id is not null;
