import { sql } from 'kysely';

/**
 * Rows asked for so many at a time, each page after the last key (a number, or several) of the one before; never more than
 * one in memory.
 */
export async function* eachRow<K, R extends { id: K }>(
	first: K,
	ask: (after: K, most: number) => Promise<readonly R[]>,
	most = 500,
): AsyncGenerator<R> {
	let after = first;
	for (;;) {
		const rows = await ask(after, most);
		yield* rows;
		if (rows.length < most) return;
		after = (rows.at(-1) as R).id;
	}
}

/** Values as lines of JSON. */
export async function* asLines(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
	for await (const value of values) yield `${JSON.stringify(value)}\n`;
}

/** A value as a file of JSON that people read, too. */
export const asJson = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;

/** A time of a row as JSON says it: RFC 3339 in UTC, to the millisecond. */
export const iso = (column: string) => {
	const at = sql.ref(column);
	return sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
};

/** The handle of a member of a row; null where there is none. */
export const handle = (column: string) =>
	sql`(select m.handle::text from membership.member m where m.id = ${sql.ref(column)})`;
