-- Members are told when words of theirs that stood there wait for a person.
alter table notification.notice drop constraint notice_kind_check;
alter table notification.notice add constraint notice_kind_check
	check (kind in ('reply', 'mention', 'comment', 'answer', 'reaction', 'held', 'hidden', 'warned', 'silenced', 'shown', 'reminder'));
