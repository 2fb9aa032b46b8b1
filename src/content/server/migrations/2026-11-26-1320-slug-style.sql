-- What the address of a new article is made of when nobody writes it: the title as it is, its pinyin, or the title of its
-- English translation.
alter table content.desk
	add column slug_style text not null default 'title' check (slug_style in ('title', 'pinyin', 'english'));
