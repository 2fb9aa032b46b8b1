-- A member is reminded of a comment that they wanted to find again: news of its own, each time anew.
alter table notification.notice drop constraint notice_kind_check;
alter table notification.notice add constraint notice_kind_check
	check (kind in ('reply', 'mention', 'comment', 'answer', 'hidden', 'warned', 'silenced', 'shown', 'reminder'));
drop index notification.notice_once;
create unique index notice_once on notification.notice (member, comment, (kind = 'answer')) where kind <> 'reminder';
create unique index notice_reminded_once on notification.notice (member, comment, told) where kind = 'reminder';
