import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { sessionClosed, type SessionClosed } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { mayRevokeSession } from '#membership/policy.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { closeGivenSession } from '#membership/server/begin-session.ts';
import { cookieLine } from '#membership/server/session-cookie.ts';

/** Ends the session of this browser. Safe without one. Returns the cookies that clear it. */
export const signOut = command(
	z.object({ from: askedFromField }),
	async (ctx, { from }): Promise<{ cookies: string[] }> => {
		const closed = await closeGivenSession(ctx, from.cookie);
		if (closed) noteClosed(ctx, closed);
		return { cookies: [cookieLine('session', ctx.site.url, '', 0)] };
	},
);

/** Ends one session by its id: another device of the member. Somebody else's is not found. */
export const revokeSession = command(
	z.object({ session: z.coerce.number().int().positive() }),
	async (ctx, { session: id }) => {
		const session = await ctx.db
			.selectFrom('membership.session')
			.select(['id', 'member'])
			.where('id', '=', id)
			.executeTakeFirst();
		if (!session || (ctx.actor.kind === 'member' && !mayRevokeSession(ctx.actor, session))) throw notFound('session');
		authorize(ctx.actor, 'session.revoke', mayRevokeSession, session);
		await ctx.db.deleteFrom('membership.session').where('id', '=', id).execute();
		noteClosed(ctx, session);
		return { id };
	},
);

function noteClosed(ctx: Ctx, { id, member }: { id: number; member: number }): void {
	const data: SessionClosed = { member, session: id };
	ctx.record({ name: sessionClosed, about: memberThing(member), data: { ...data } });
}
