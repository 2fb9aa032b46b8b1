import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { windowsBack } from '#search/stretch.ts';

/** Entries of one window that are put in order of time; of more, any. */
const mostOfWindow = 400;

/**
 * The newest entries (`kind`, `thing`, `written`) that have the words in their title or anywhere: one stretch of time after the other, and no
 * further back than it needs. A frequent word is found in the newest days, a rare one soon everywhere.
 */
export function newestWith(
	{ now }: Ctx,
	column: 'title' | 'words',
	words: string,
	filter: RawBuilder<boolean>,
	most: number,
): RawBuilder<unknown> {
	const windows = windowsBack(words, now).map(({ asked, outside }) =>
		outside
			? sql`(${asked}::tsquery, ${outside.from}::timestamptz, ${outside.to}::timestamptz)`
			: sql`(${asked}::tsquery, null, null)`,
	);
	const titled = column === 'title' ? sql`title <> ''` : sql`true`;
	// The windows are written out, not an array: so the planner counts them without looking into it, and keeps its plan.
	return sql`
		select found.* from (values ${sql.join(windows)}) as stretch (asked, "from", "to")
		cross join lateral (
			select kind, thing, written from (
				select kind, thing, written from search.entry e
				where ${titled} and ${sql.ref(column)} @@ stretch.asked and ${filter}
					and (stretch."from" is null or written < stretch."from" or written >= stretch."to")
				limit ${sql.lit(mostOfWindow)}
			) part order by written desc limit ${sql.lit(most)}
		) found limit ${sql.lit(most)}`;
}
