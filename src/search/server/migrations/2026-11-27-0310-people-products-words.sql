-- Members and products are found too.
alter table search.entry drop constraint entry_kind_check;
alter table search.entry add constraint entry_kind_check
	check (kind in ('article', 'page', 'thread', 'comment', 'member', 'product'));

-- Words of the house that are written with letters, to put typing errors right. Made of the entries; may be made anew.
create table search.word (
	word text primary key check (length(word) between 4 and 30),
	seen int not null default 1
);
create index word_by_shape on search.word (left(word, 1), length(word)) include (seen);
