-- Members are told what became of their own words: taken away, shown (again).
alter table notification.notice drop constraint notice_kind_check;
alter table notification.notice add constraint notice_kind_check
	check (kind in ('reply', 'mention', 'comment', 'answer', 'hidden', 'warned', 'silenced', 'shown'));
