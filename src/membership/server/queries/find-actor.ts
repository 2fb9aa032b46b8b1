import { freshMinutes, visitor, type Actor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { asActor } from '#membership/member.ts';
import { findSession } from '#membership/server/queries/find-session-member.ts';
import { readCookie } from '#membership/server/session-cookie.ts';
import { sessionDays } from '#membership/server/begin-session.ts';

/** How often a session's use is noted, in milliseconds. */
const noteEvery = 12 * 3_600_000;

/** Who holds the session in these headers. A session in use is prolonged, at most twice a day. */
export async function findActor(ctx: Ctx, headers: Headers): Promise<{ actor: Actor; cookies: string[] }> {
	const value = readCookie(headers.get('cookie'), 'session', ctx.site.url);
	const found = value ? await findSession(ctx.sql, ctx.site.key('session'), value, ctx.now) : null;
	if (!found) return { actor: visitor, cookies: [] };
	const { session, opened, seen, member } = found;
	if (ctx.now.getTime() - seen.getTime() > noteEvery) {
		const expires = new Date(ctx.now.getTime() + sessionDays(member.withheld ?? member.role) * 86_400_000);
		await ctx.sql`update membership.session set seen = ${ctx.now}, expires = ${expires} where id = ${session}`;
	}
	// Every way of proving who one is opens a session of its own.
	const stale = ctx.now.getTime() - opened.getTime() > freshMinutes * 60_000;
	return { actor: { ...asActor(member), ...(stale ? { stale: true as const } : {}) }, cookies: [] };
}
