-- That somebody reacted is told once per comment, beside what is told of the words themselves.
alter table notification.notice drop constraint notice_kind_check;
alter table notification.notice add constraint notice_kind_check
	check (kind in ('reply', 'mention', 'comment', 'answer', 'reaction', 'hidden', 'warned', 'silenced', 'shown', 'reminder'));
alter table notification.notice add column matter text not null
	generated always as (case when kind in ('answer', 'reaction') then kind else 'words' end) stored;
drop index notification.notice_once;
create unique index notice_once on notification.notice (member, comment, matter) where kind <> 'reminder';
