-- What there is to come to is found, too.
alter table search.entry drop constraint entry_kind_check;
alter table search.entry add constraint entry_kind_check
	check (kind in ('article', 'page', 'thread', 'comment', 'member', 'product', 'event'));
