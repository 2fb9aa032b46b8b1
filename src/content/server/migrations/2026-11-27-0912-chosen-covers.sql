-- Which of its pictures stands for an article, where somebody chose; null: the first. `cover` is what came of it.
alter table content.article add column chosen_cover bigint references media.picture (id) on delete set null;
create index article_by_chosen_cover on content.article (chosen_cover) where chosen_cover is not null;
