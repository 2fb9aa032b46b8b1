-- A menu can lead to what the house sells.
alter table site.menu_item drop constraint menu_item_kind_check;
alter table site.menu_item add check (kind in ('home', 'articles', 'community', 'events', 'products', 'join', 'page', 'article', 'tag', 'address', 'heading'));
