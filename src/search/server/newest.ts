import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { nextWeek, windowsBack } from '#search/week.ts';

/** Entries of one stretch of weeks that are put in order of time; of more, any. */
const mostOfWeeks = 400;
/** Entries of what is to come that are looked at. */
const mostToCome = 200;

/**
 * The newest entries (`kind`, `thing`, `written`) that have the words in their title or anywhere: stretch of weeks by stretch of weeks, and no
 * further back than it needs. A frequent word is found in the newest weeks, a rare one soon everywhere.
 */
export function newestWith(
	{ now }: Ctx,
	column: 'title' | 'words',
	words: string,
	filter: RawBuilder<boolean>,
	most: number,
): RawBuilder<unknown> {
	const windows = windowsBack(words, now);
	const titled = column === 'title' ? sql`title <> ''` : sql`true`;
	const has = (asked: RawBuilder<unknown>): RawBuilder<unknown> =>
		sql`${titled} and ${sql.ref(column)} @@ ${asked}::tsquery and ${filter}`;
	return sql`
		select kind, thing, written from (
			select * from search.entry e where written >= ${nextWeek(now)} order by written desc limit ${sql.lit(mostToCome)}
		) e where ${has(sql`${words}`)}
		union all
		(select found.* from unnest(${windows.map(({ asked }) => asked)}::text[], ${windows.map(({ before }) => before)}::timestamptz[]) as weeks (asked, before)
		cross join lateral (
			select kind, thing, written from (
				select kind, thing, written from search.entry e
				where ${has(sql`weeks.asked`)} and (weeks.before is null or written < weeks.before) limit ${sql.lit(mostOfWeeks)}
			) part order by written desc limit ${sql.lit(most)}
		) found limit ${sql.lit(most)})`;
}
