import { z } from 'zod';
import type { Ctx } from '#platform/context/context.ts';
import type { OwnAccount, Renewed } from '#network/connect.ts';
import { callGraph } from '#network/meta/graph.ts';
import { NetworkProblem } from '#network/network-problem.ts';

/** A token that lasts sixty days, and is made to last sixty more while it lasts. */
export const LongToken = z.object({ access_token: z.string().min(1), expires_in: z.number().int().positive() });

/**
 * Its life: after it has ended nothing can be done, and in its first day nothing either, so it is renewed when half of it
 * is over; there is a month then to try again every hour.
 */
export function lifeOf(seconds: number, now: Date): { expires: Date; renew: Date } {
	const life = Math.min(seconds, 400 * 86_400) * 1000;
	return {
		expires: new Date(now.getTime() + life),
		renew: new Date(now.getTime() + Math.max(life / 2, 25 * 3_600_000)),
	};
}

/** Makes a token last sixty more days. `grant`: what this network calls that. */
export async function extendToken(ctx: Ctx, base: string, grant: string, account: OwnAccount): Promise<Renewed> {
	const { token } = account.connection;
	if (!token) throw new NetworkProblem('auth-revoked', { code: 'no token' });
	const { access_token: longer, expires_in: seconds } = await callGraph(ctx, LongToken, {
		base,
		path: 'refresh_access_token',
		params: { grant_type: grant },
		token,
		note: account.note,
	});
	return { connection: { ...account.connection, token: longer }, ...lifeOf(seconds, ctx.now) };
}
