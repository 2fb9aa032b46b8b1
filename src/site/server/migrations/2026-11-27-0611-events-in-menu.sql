-- A menu can lead to what there is to come to.
alter table site.menu_item drop constraint menu_item_kind_check;
alter table site.menu_item add check (kind in ('home', 'articles', 'community', 'events', 'join', 'page', 'article', 'tag', 'address', 'heading'));
