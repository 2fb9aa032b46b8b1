import type { Role } from '#platform/actor.ts';
import type { Sql } from '#platform/database/connect.ts';

/** The categories that a member sees and not everybody, in order. */
export function listOwnCategories(sql: Sql, { member, role }: { member: number; role: Role }) {
	return sql<{ slug: string; name: string; description: string; icon: string }[]>`
		select c.slug, c.name, c.description, c.icon from community.category c
		where c.seen_by <> 'everybody' and c.id <> all ((select community.closed_to(${member}, ${role}))::bigint[])
		order by c.position, c.id`;
}
