-- The past of a house of our own kind comes home, too: versions of articles, proofs of consent, links, posts, products, orders.
alter table transfer.item drop constraint item_kind_check;
alter table transfer.item add constraint item_kind_check check (kind in (
	'person', 'picture', 'file', 'series', 'tag', 'article', 'page', 'category', 'thread', 'comment', 'redirect', 'menu', 'frame',
	'consent', 'revision', 'link', 'post', 'product', 'order'
));
