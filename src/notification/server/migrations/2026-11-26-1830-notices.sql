-- What a member is told on the site itself: that somebody answered, named them, accepted their answer.
create table notification.notice (
	id bigint generated always as identity primary key,
	member bigint not null references membership.member (id) on delete cascade,
	kind text not null check (kind in ('reply', 'mention', 'comment', 'answer')),
	thread bigint not null references community.thread (id) on delete cascade,
	comment bigint not null references community.comment (id) on delete cascade,
	-- Who did it; null: somebody on a network, or who has left.
	actor bigint references membership.member (id) on delete set null,
	told timestamptz not null,
	read timestamptz
);
-- A comment is told of once, for the nearest reason; that it was accepted is news of its own.
create unique index notice_once on notification.notice (member, comment, (kind = 'answer'));
create index notice_by_member on notification.notice (member, id desc);
create index notice_unread on notification.notice (member, thread, comment) where read is null;
create index notice_by_thread on notification.notice (thread);
create index notice_by_comment on notification.notice (comment);
create index notice_by_actor on notification.notice (actor) where actor is not null;
create index notice_by_age on notification.notice (told) where read is not null;
