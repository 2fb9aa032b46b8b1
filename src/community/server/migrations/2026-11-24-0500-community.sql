-- One conversation engine: what is said under an article and what is said in the forum are the same thing.
create schema community;

create table community.category (
	id bigint generated always as identity primary key,
	slug text not null unique check (length(slug) between 1 and 60 and slug !~ '[/?#%\s]'),
	name text not null check (length(name) between 1 and 60),
	description text not null default '' check (length(description) <= 500),
	-- Order in lists; equal ones by id.
	position integer not null default 0,
	-- Who starts threads here; everybody who has joined may answer.
	started_by text not null default 'members' check (started_by in ('members', 'staff')),
	created timestamptz not null
);

create table community.thread (
	id bigint generated always as identity primary key,
	-- A forum thread has a category, a thread under something (article:3) has a subject.
	category bigint references community.category (id),
	subject text unique check (length(subject) <= 100),
	title text not null check (length(title) between 1 and 500),
	slug text not null,
	-- Where it is read: an address of this site, encoded.
	path text not null,
	author bigint references membership.member (id) on delete set null,
	opened timestamptz not null,
	-- The comment that a forum thread starts with.
	opening bigint,
	closed timestamptz,
	closed_by bigint references membership.member (id) on delete set null,
	-- Taken away by a moderator.
	hidden timestamptz,
	hidden_by bigint references membership.member (id) on delete set null,
	-- What it hangs under is not public now.
	withdrawn timestamptz,
	-- Comments that everybody can read, the opening included.
	comment_count integer not null default 0 check (comment_count >= 0),
	last_commented timestamptz,
	active timestamptz not null generated always as (coalesce(last_commented, opened)) stored
);
-- Lists, newest activity first. An article nobody spoke about is not a conversation yet.
create index thread_by_activity on community.thread (active desc, id desc)
	where hidden is null and withdrawn is null and (category is not null or comment_count > 0);
create index thread_by_category on community.thread (category, active desc, id desc)
	where hidden is null and withdrawn is null and category is not null;
create index thread_by_author on community.thread (author, id desc) where author is not null;

create table community.comment (
	id bigint generated always as identity primary key,
	thread bigint not null references community.thread (id) on delete cascade,
	-- What it answers, and the comment of the first level that it is shown under.
	parent bigint,
	root bigint,
	author bigint references membership.member (id) on delete set null,
	-- A document of the profile `comment`; its HTML and plain text are made once, when it is written.
	body jsonb not null,
	body_html text not null,
	body_text text not null,
	posted timestamptz not null,
	edited timestamptz,
	edited_by bigint references membership.member (id) on delete set null,
	hidden timestamptz,
	hidden_by bigint references membership.member (id) on delete set null,
	deleted timestamptz,
	deleted_by bigint references membership.member (id) on delete set null,
	-- Where it was said, when not here: the network, the author's name there, the address and the network's own id.
	origin_network text,
	origin_author text,
	origin_url text,
	origin_id text,
	unique (thread, id),
	-- An answer stands in the thread of what it answers.
	foreign key (thread, parent) references community.comment (thread, id),
	foreign key (thread, root) references community.comment (thread, id),
	check ((parent is null) = (root is null)),
	check ((origin_network is null) = (origin_id is null))
);
create unique index comment_by_origin on community.comment (origin_network, origin_id) where origin_network is not null;
create index comment_first_level on community.comment (thread, id) where root is null;
create index comment_by_root on community.comment (root, id) where root is not null;
create index comment_by_parent on community.comment (parent) where parent is not null;
-- Brakes and duplicates look at an author's last few comments.
create index comment_by_author on community.comment (author, id desc) where author is not null;
-- A member's own comments in a thread, for the personal part of its page.
create index comment_own on community.comment (thread, author, id desc) where author is not null and deleted is null;

alter table community.thread add foreign key (opening) references community.comment (id) on delete set null;

-- What a visitor wrote before joining. Only the digest of its token is stored; it waits a day.
create table community.held (
	id bigint generated always as identity primary key,
	digest text not null unique,
	thread bigint not null references community.thread (id) on delete cascade,
	parent bigint references community.comment (id) on delete set null,
	body_text text not null,
	-- HMAC of the address it came from; empty when not known.
	address text not null default '',
	held timestamptz not null,
	expires timestamptz not null,
	released timestamptz,
	released_by bigint references membership.member (id) on delete cascade,
	comment bigint references community.comment (id) on delete set null
);
create index held_by_address on community.held (address, held) where address <> '';
create index held_by_expiry on community.held (expires);
create index held_by_thread on community.held (thread);
