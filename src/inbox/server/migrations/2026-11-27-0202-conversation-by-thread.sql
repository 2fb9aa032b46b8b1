-- Comments that go into another thread, and threads that are deleted, are looked for here.
create index conversation_by_thread on inbox.conversation (thread) where thread is not null;
