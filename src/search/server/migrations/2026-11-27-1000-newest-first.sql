-- An inverted index knows no order. Each entry carries the week it was written in as one more word, so that the newest entries with
-- some words are found by asking for the words and a few weeks.
drop index search.entry_by_words;
drop index search.entry_by_title;
update search.entry set
	words = words || array_to_tsvector(array['#' || floor(extract(epoch from written) / 604800)::bigint]),
	title = case when title = '' then title else title || array_to_tsvector(array['#' || floor(extract(epoch from written) / 604800)::bigint]) end;
-- What was written lately waits outside the index, and is looked through by every search: little of it.
create index entry_by_words on search.entry using gin (words) with (gin_pending_list_limit = 256);
create index entry_by_title on search.entry using gin (title) with (gin_pending_list_limit = 256) where title <> '';

-- Parts of long texts, whose words may stand apart, by their words.
drop index search.entry_in_parts;
create index entry_in_parts on search.entry using gin (words) with (gin_pending_list_limit = 256) where parts > 1;
