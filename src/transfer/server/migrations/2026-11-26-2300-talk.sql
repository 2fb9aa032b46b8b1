-- What was done in conversations without a word comes home, too: accepted answers, votes, ballots, reactions, what is followed.
alter table transfer.item drop constraint item_kind_check;
alter table transfer.item add constraint item_kind_check check (kind in (
	'person', 'picture', 'file', 'series', 'tag', 'article', 'page', 'category', 'thread', 'comment', 'redirect', 'menu', 'frame',
	'consent', 'revision', 'link', 'post', 'product', 'order', 'answer', 'vote', 'ballot', 'reaction', 'follow'
));
