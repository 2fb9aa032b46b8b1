import type { Sql } from '#platform/database/connect.ts';

/** Those of these members who may see a thread now: asked whenever there is news in one that is not for everybody. */
export async function listHearing(sql: Sql, thread: number, members: readonly number[]): Promise<Set<number>> {
	const rows = await sql<{ id: number }[]>`
		select m.id from membership.member m join community.thread t on t.id = ${thread}
		where m.id = any(${members as number[]}) and m.suspended is null
			and (t.category is null or t.category <> all (community.closed_to(m.id, m.role)))
			and (t.category is not null or t.id <> all (community.kept_from(m.id, m.role)))`;
	return new Set(rows.map(({ id }) => id));
}
