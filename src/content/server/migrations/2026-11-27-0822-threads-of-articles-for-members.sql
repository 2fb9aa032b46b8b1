-- Every list of conversations asks which hang under an article that is not for everybody.
create index article_for_members on content.article (thread, segment) where access = 'members' and thread is not null;
