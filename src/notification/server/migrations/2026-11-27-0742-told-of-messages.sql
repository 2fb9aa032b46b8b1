-- Members are told of private messages by the ways that they chose; never of the words.
alter table notification.wish drop constraint wish_kind_check;
alter table notification.wish add constraint wish_kind_check
	check (kind in ('reply', 'mention', 'answer', 'comment', 'reaction', 'reminder', 'staff', 'message'));

-- A mail is about a thread or about a talk.
alter table notification.bundle alter thread drop not null;
alter table notification.bundle add talk bigint references message.talk (id) on delete cascade;
alter table notification.bundle add constraint bundle_of_one check (num_nonnulls(thread, talk) = 1);
create unique index bundle_of_talk_open on notification.bundle (member, talk) where sealed is null;
create index bundle_by_talk on notification.bundle (talk) where talk is not null;

-- So is what a device is told of.
alter table notification.push drop constraint push_pkey;
alter table notification.push alter thread drop not null;
alter table notification.push add talk bigint references message.talk (id) on delete cascade;
alter table notification.push add constraint push_of_one check (num_nonnulls(thread, talk) = 1);
create unique index push_of_thread on notification.push (device, thread);
create unique index push_of_talk on notification.push (device, talk);
create index push_by_talk on notification.push (talk) where talk is not null;
