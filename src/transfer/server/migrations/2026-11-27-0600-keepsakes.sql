-- What else belongs to a site is brought under one word; each room says itself what it keeps.
alter table transfer.item drop constraint item_kind_check;
alter table transfer.item add constraint item_kind_check check (kind in (
	'person', 'picture', 'file', 'series', 'tag', 'article', 'page', 'category', 'thread', 'comment', 'redirect', 'menu', 'frame',
	'consent', 'revision', 'link', 'post', 'product', 'order', 'answer', 'vote', 'ballot', 'reaction', 'follow', 'keepsake'
));
