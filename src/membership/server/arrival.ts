import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import { cookieLine, readCookie } from '#membership/server/session-cookie.ts';

/** Somebody whom a provider vouched for, on their way in. */
export interface Arrival {
	provider: number;
	subject: string;
	name: string;
	email: string | null;
	verified: boolean;
	onward: string;
}

const arrivalKey = (ctx: Ctx, cookie: string): string => digest(readCookie(cookie, 'arrival', ctx.site.url) ?? '');

/** Uses up the arrival of this browser, inside the running command. Throws Problem `arrival.expired` (410). */
export async function takeArrival(ctx: Ctx, cookie: string): Promise<Arrival> {
	const found = await ctx.db
		.deleteFrom('membership.arrival')
		.where('digest', '=', arrivalKey(ctx, cookie))
		.where('expires', '>', ctx.now)
		.returning(['provider', 'subject', 'name', 'email', 'verified', 'onward'])
		.executeTakeFirst();
	if (!found) throw new Problem('arrival.expired', 410);
	return found;
}

/** The arrival of this browser, for its page. Throws Problem `arrival.expired` (410). */
export async function findArrival(
	ctx: Ctx,
	cookie: string,
): Promise<Arrival & { key: string; kind: string; label: string }> {
	const found = await ctx.db
		.selectFrom('membership.arrival as a')
		.innerJoin('membership.provider as p', 'p.id', 'a.provider')
		.select([
			'a.provider',
			'a.subject',
			'a.name',
			'a.email',
			'a.verified',
			'a.onward',
			'p.key',
			'p.kind',
			'p.name as label',
		])
		.where('a.digest', '=', arrivalKey(ctx, cookie))
		.where('a.expires', '>', ctx.now)
		.executeTakeFirst();
	if (!found) throw new Problem('arrival.expired', 410);
	return found;
}

export const noArrivalCookie = (ctx: Ctx): string => cookieLine('arrival', ctx.site.url, '', 0);
