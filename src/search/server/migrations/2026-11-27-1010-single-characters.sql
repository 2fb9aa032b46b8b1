-- One character, and one beside letters (CP值), is looked up, not gathered from all pairs that begin with it; and when something was
-- written stands there in stretches of 1, 4, 16 … 1,024 days instead of in weeks. Everything that is needed is in the entries as they are:
-- a pair says its two characters, and where no pair ends a run begins.
drop index search.entry_by_words;
drop index search.entry_by_title;
drop index search.entry_in_parts;

create function search.with_characters(words tsvector, written timestamptz) returns tsvector language sql stable as $$
	with pieces as materialized (
		-- Pairs, and what ends a run: in writing without spaces.
		select left(lexeme, 1) as first, place, weight, place - lag(place) over (order by place) as step
		from unnest(words) piece, unnest(positions, weights) as at (place, weight)
		where lexeme collate "C" >= '⺀' and lexeme collate "C" < 'ꀀ' or lexeme collate "C" >= '𠀀'
	)
	select concat_ws(' ', words::text,
		(select string_agg(first, ' ') from pieces),
		(select string_agg('<' || first || ':' || place || weight, ' ') from pieces where place > 1 and step is distinct from 1),
		(select string_agg(quote_literal('#' || scale || ':' || floor(extract(epoch from written) / (86400 * 4 ^ scale))::bigint), ' ')
			from generate_series(0, 5) scale)
	)::tsvector
$$;
update search.entry set
	words = search.with_characters(ts_delete(words, week), written),
	title = case when title = '' then title else search.with_characters(ts_delete(title, week), written) end
from (select id, '#' || floor(extract(epoch from written) / 604800)::bigint as week from search.entry) mark where mark.id = entry.id;
drop function search.with_characters;

create index entry_by_words on search.entry using gin (words) with (gin_pending_list_limit = 256);
create index entry_by_title on search.entry using gin (title) with (gin_pending_list_limit = 256) where title <> '';
create index entry_in_parts on search.entry using gin (words) with (gin_pending_list_limit = 256) where parts > 1;
