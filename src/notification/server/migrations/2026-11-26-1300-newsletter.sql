-- Who may be written to, about what, how we know that they want it, and who must not be written to.
create schema notification;

-- What one can be written to about. The second name is for readers of English; empty: the first one stands.
create table notification.topic (
	id bigint generated always as identity primary key,
	name text not null check (length(name) between 1 and 60),
	name_en text not null default '' check (length(name_en) <= 60),
	about text not null default '' check (length(about) <= 200),
	about_en text not null default '' check (length(about_en) <= 200),
	created timestamptz not null,
	-- No longer offered to anybody new; whoever has it keeps it.
	retired timestamptz
);
insert into notification.topic (name, name_en, about, about_en, created) values
	('新文章', 'New articles', '有新文章的時候寄給你。', 'When there is something new to read.', now()),
	('優惠', 'Offers', '特價、試用和活動的消息。', 'Sales, trials and events.', now());

-- An address that somebody typed in, a member's or not.
create table notification.subscriber (
	id bigint generated always as identity primary key,
	email citext not null unique check (length(email) between 3 and 200),
	locale text not null default 'zh-TW' check (locale in ('zh-TW', 'en')),
	created timestamptz not null
);

-- Asked for; confirmed from the mailbox itself; ended. Only what is confirmed and not ended is sent.
create table notification.subscription (
	subscriber bigint not null references notification.subscriber (id) on delete cascade,
	topic bigint not null references notification.topic (id) on delete cascade,
	asked timestamptz not null,
	confirmed timestamptz,
	ended timestamptz,
	primary key (subscriber, topic),
	check (ended is null or confirmed is not null)
);
create index subscription_in_force on notification.subscription (topic, subscriber)
	where confirmed is not null and ended is null;

-- The proof: what was agreed to or taken back, in which words, when and where. Rows are only added.
create table notification.consent (
	id bigint generated always as identity primary key,
	subscriber bigint not null references notification.subscriber (id) on delete cascade,
	topic bigint references notification.topic (id) on delete set null,
	act text not null check (act in ('asked', 'confirmed', 'ended')),
	place text not null check (place in ('site', 'mail', 'account', 'one-click', 'console', 'provider')),
	-- What the person read, word for word.
	wording text not null default '' check (length(wording) <= 1000),
	-- The network it came from, never the whole address: 203.0.113.0/24.
	network text not null default '',
	happened timestamptz not null
);
create index consent_by_subscriber on notification.consent (subscriber, id);

-- Every call of the sign-up form, kept a day, to count them.
create table notification.ask (
	id bigint generated always as identity primary key,
	email citext not null,
	-- HMAC of the asking address; empty when it is not known.
	address text not null default '',
	asked timestamptz not null
);
create index ask_by_email on notification.ask (email, asked);
create index ask_by_address on notification.ask (address, asked);
create index ask_by_asked on notification.ask (asked);

-- Addresses that get no mailing, whatever they subscribed to.
create table notification.suppression (
	email citext primary key check (length(email) between 3 and 200),
	reason text not null check (reason in ('bounce', 'complaint', 'request', 'other')),
	-- What the mail server said, or why staff wrote it down.
	note text not null default '' check (length(note) <= 300),
	since timestamptz not null,
	-- Null: the product itself.
	added_by bigint references membership.member (id) on delete set null
);
create index suppression_by_since on notification.suppression (since desc, email);
