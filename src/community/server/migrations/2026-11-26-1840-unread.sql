-- The first comment of a followed thread that its follower has not seen; null: none. It is written once, by the first
-- comment since, and not by those that follow: the unread list asks for what is unread, not for all that is followed.
alter table community.reading add column unread bigint;
update community.reading r set unread = (
	select c.id from community.comment c where c.thread = r.thread and c.id > coalesce(r.seen_comment, 0)
		and c.hidden is null and c.deleted is null order by c.id limit 1
) where r.level in ('watch', 'track');

drop index community.reading_followed;
create index reading_unread on community.reading (member, thread) where unread is not null;
create index reading_to_tell on community.reading (thread) where unread is null and level in ('watch', 'track');

-- Lists of one kind, newest activity first; most threads are discussions and in no such list.
create index thread_by_kind on community.thread (kind, active desc, id desc)
	where hidden is null and withdrawn is null and kind <> 'discussion';
