import type { Sql } from '#platform/database/connect.ts';
import { visitGap } from '#community/following.ts';

/**
 * Notes that a member is here, at most once in five minutes; the visit before ended where they were last seen, when that
 * was long enough ago. One statement that writes nothing most of the time; whoever calls it does not wait.
 */
export async function noteVisit(sql: Sql, member: number, now: Date): Promise<void> {
	await sql`
		insert into community.visit (member, seen) values (${member}, ${now})
		on conflict (member) do update set
			before = case when visit.seen < ${new Date(now.getTime() - visitGap)} then visit.seen else visit.before end,
			seen = excluded.seen
		where visit.seen < ${new Date(now.getTime() - 5 * 60_000)}`;
}
