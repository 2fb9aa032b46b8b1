-- The article that stands first on the home page; null: the newest.
alter table content.desk add column featured bigint references content.article (id) on delete set null;
