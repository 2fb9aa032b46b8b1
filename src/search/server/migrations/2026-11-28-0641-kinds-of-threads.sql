-- What is asked for by the kind of its thread: threads and what is said in them. Null is what most are, a discussion, and whatever is no thread.
alter table search.entry add column thread_kind text check (thread_kind <> 'discussion');
update search.entry e set thread_kind = t.kind from community.thread t
where e.kind = 'thread' and t.id = e.thing and t.kind <> 'discussion';
update search.entry e set thread_kind = t.kind from community.comment c join community.thread t on t.id = c.thread
where e.kind = 'comment' and c.id = e.thing and t.kind <> 'discussion';
create index entry_by_thread_kind on search.entry (thread_kind, written desc, id desc) where thread_kind is not null and part = 0;
