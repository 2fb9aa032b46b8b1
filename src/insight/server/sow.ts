import type { Sql } from '#platform/database/connect.ts';

/** A tracked link for tests. */
export async function sowLink(sql: Sql, { code, article = null, post = null }: { code: string; article?: number | null; post?: number | null }): Promise<number> {
	const [row] = await sql<{ id: number }[]>`
		insert into publishing.link (code, target, article, post) values (${code}, '/', ${article}, ${post}) returning id`;
	return row?.id ?? 0;
}
