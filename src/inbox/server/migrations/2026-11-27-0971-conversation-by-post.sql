-- When something was last said under a post is asked each time that we look there.
create index conversation_by_post on inbox.conversation (post) where post is not null;
