import type { Sql } from '#platform/database/connect.ts';

/** What a count that a door gives as SQL comes to. */
export async function countAsSql(sql: Sql, count: string): Promise<number> {
	const [row] = await sql.unsafe<{ count: number }[]>(`select ${count} as count`);
	return row?.count ?? -1;
}
