import type { Sql } from '#platform/database/connect.ts';
import type { Role } from '#platform/actor.ts';
import { unmuted } from '#community/server/unmuted.ts';

/** What happened in a member's conversations since they were here; at most `mostCounted` of each. */
export interface Since {
	/** Threads they follow in which something was said that they have not seen. */
	unread: number;
	/** Threads that others began. */
	fresh: number;
}

/** More than this is not counted: "99+". */
export const mostCounted = 100;

/** Counts what a member finds that was not there when they left. What is muted, hidden or withdrawn is in neither number. */
export async function countSince(
	sql: Sql,
	{ member, role }: { member: number; role: Role },
	before: Date,
): Promise<Since> {
	const most = sql.unsafe(String(mostCounted));
	const open = sql`t.hidden is null and t.withdrawn is null
		and coalesce(t.category <> all ((select community.closed_to(${member}, ${role}))::bigint[]), t.category is null)
		and (t.category is not null or t.id <> all ((select community.kept_from(${member}, ${role}))::bigint[]))`;
	const [row] = await sql<Since[]>`
		select (select count(*)::int from (
			select from community.reading r join community.thread t on t.id = r.thread
			where r.member = ${member} and r.unread is not null and ${open} and t.active > ${before}
			limit ${most}
		) one) as unread, (select count(*)::int from (
			select from community.thread t
			left join community.reading r on r.member = ${member} and r.thread = t.id
			where ${open} and t.category is not null and t.opened > ${before}
				and t.author is distinct from ${member} and ${unmuted(sql, member)}
			limit ${most}
		) two) as fresh`;
	return row ?? { unread: 0, fresh: 0 };
}
