-- What stands around articles and talk comes home, too: files, series, what is said of tags, the forum, menus.
alter table transfer.item drop constraint item_kind_check;
alter table transfer.item add constraint item_kind_check check (kind in (
	'person', 'picture', 'file', 'series', 'tag', 'article', 'page', 'category', 'thread', 'comment', 'redirect', 'menu', 'frame'
));
