import { roles, type Actor, type Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';

/** How often a token's use is noted, in milliseconds. */
const noteEvery = 600_000;

/**
 * Who an API token speaks for, or null: unknown, revoked, or of a suspended member. Its role is the lower of the
 * token's and the member's, so that a demotion reaches tokens too. Throws Problem `token.expired` (401): whoever holds it is told why.
 */
export async function findActorByToken(ctx: Ctx, bearer: string): Promise<Actor | null> {
	if (!/^hc_[2-9a-km-np-z]{40}$/.test(bearer)) return null;
	const [row] = await ctx.sql<
		{
			token: number;
			scopes: string[];
			role: Role;
			member: number;
			name: string;
			handle: string;
			own: Role;
			used: Date | null;
			expires: Date | null;
		}[]
	>`
		select t.id as token, t.scopes, t.role, t.used, t.expires, m.id as member, m.name, m.handle::text, m.role as own
		from membership.token t join membership.member m on m.id = t.member
		where t.digest = ${digest(bearer)} and t.revoked is null and m.suspended is null`;
	if (!row) return null;
	if (row.expires && row.expires <= ctx.now)
		throw new Problem('token.expired', 401, { expired: row.expires.toISOString() });
	if (!row.used || ctx.now.getTime() - row.used.getTime() > noteEvery) {
		await ctx.sql`update membership.token set used = ${ctx.now} where id = ${row.token}`;
	}
	const role = roles.indexOf(row.role) < roles.indexOf(row.own) ? row.role : row.own;
	return { kind: 'member', member: row.member, name: row.name, handle: row.handle, role, scopes: row.scopes };
}
