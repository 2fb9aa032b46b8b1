-- Addresses that look like one that does not exist, nearest first.
create index page_by_likeness on content.page using gist (slug gist_trgm_ops) where published is not null;
create index article_by_likeness on content.article using gist (slug gist_trgm_ops) where published is not null;
