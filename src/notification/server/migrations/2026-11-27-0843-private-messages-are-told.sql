-- Mails and pushes about private messages: a talk stands where a thread does. What was written is in neither, only who wrote.
alter table notification.wish drop constraint wish_kind_check;
alter table notification.wish add constraint wish_kind_check
	check (kind in ('reply', 'mention', 'answer', 'comment', 'reaction', 'reminder', 'message', 'staff'));

alter table notification.bundle alter column thread drop not null;
alter table notification.bundle add column talk bigint references message.talk (id) on delete cascade;
alter table notification.bundle add constraint bundle_of_one check (num_nonnulls(thread, talk) = 1);
create unique index bundle_open_talk on notification.bundle (member, talk) where sealed is null;
create index bundle_by_talk on notification.bundle (talk) where talk is not null;

alter table notification.push drop constraint push_pkey;
alter table notification.push add column id bigint generated always as identity primary key;
alter table notification.push alter column thread drop not null;
alter table notification.push add column talk bigint references message.talk (id) on delete cascade;
alter table notification.push add constraint push_of_one check (num_nonnulls(thread, talk) = 1);
create unique index push_once on notification.push (device, thread);
create unique index push_once_of_talk on notification.push (device, talk);
create index push_by_talk on notification.push (talk) where talk is not null;
