-- Browsers on which a member wants to be told, also when no page of ours is open (Web Push, RFC 8030).
create table notification.device (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	-- The session that it was switched on in; no reference, since signing in again in the same browser replaces it by another.
	-- A device whose session is over is told nothing.
	session bigint not null,
	-- Where the browser's maker takes what is meant for it, and the keys that only this browser can read with (RFC 8291).
	endpoint text not null unique check (length(endpoint) between 10 and 1000),
	p256dh bytea not null check (length(p256dh) = 65),
	auth bytea not null check (length(auth) = 16),
	-- What the browser calls itself.
	browser text not null check (length(browser) <= 300),
	added timestamptz not null,
	-- When something was last taken for it; when it last was not, and what was said.
	sent timestamptz,
	refused timestamptz,
	said text check (length(said) <= 200)
);
create index device_by_member on notification.device (member);
create index device_by_session on notification.device (session);

-- What happened in a thread that a device is to be told of: what exactly is asked when it is sent.
create table notification.push (
	device bigint not null references notification.device (id) on delete cascade,
	thread bigint not null references community.thread (id) on delete cascade,
	-- Null: nothing waits.
	due timestamptz,
	tries smallint not null default 0,
	-- What was told until then is told.
	sent timestamptz,
	primary key (device, thread)
);
create index push_due on notification.push (due) where due is not null;
create index push_by_thread on notification.push (thread);
