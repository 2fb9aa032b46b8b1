-- Old addresses of single comments name them by other names than their numbers: the third post of a topic.
create index item_by_mark on transfer.item (origin, mark) where kind = 'comment' and mark <> '';
