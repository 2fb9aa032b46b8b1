import type { Actor, Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Somebody who asked for something earlier, with the rights held now; null when the account is gone or suspended. What
 * was allowed when it was asked for need not be allowed when it is done.
 */
export async function authorNow(ctx: Ctx, member: number): Promise<Actor | null> {
	const row = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'name', 'handle', 'role'])
		.where('id', '=', member)
		.where('suspended', 'is', null)
		.executeTakeFirst();
	return row ? { kind: 'member', member: row.id, name: row.name, handle: row.handle, role: row.role as Role } : null;
}
