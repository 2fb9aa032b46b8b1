-- How fast an author writes is read out of the index alone, without a visit to each of the comments.
drop index community.comment_by_author;
create index comment_by_author on community.comment (author, id desc) include (posted) where author is not null;
