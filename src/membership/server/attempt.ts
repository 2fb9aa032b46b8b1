import { createHmac } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';

/** Failures in a row that cost nothing: of one account, and of one address (many people may share it). */
const free = { account: 4, address: 20 } as const;
/** The first wait, and the longest, in seconds; each failure doubles it. */
const firstWait = 15;
const longestWait = 900;
/** After this long without a failure all is forgotten, in seconds. */
const memory = 86_400;

/**
 * Counts a try to sign in before it is looked at, by a commit of its own. Throws Problem `sign-in.wait` (429) while
 * the wait after earlier failures lasts; such a call does not count.
 */
export async function countAttempt(ctx: Ctx, kind: keyof typeof free, who: string): Promise<void> {
	if (!who) return;
	const key = keyOf(ctx, kind, who);
	const forgotten = new Date(ctx.now.getTime() - memory * 1000);
	// Judged and counted in one statement: guesses sent at once wait for each other here.
	const counted = await ctx.sql`
		insert into membership.attempt as a (who, failures, last, barred_until) values (${key}, 1, ${ctx.now}, ${ctx.now})
		on conflict (who) do update set
			failures = case when a.last < ${forgotten} then 1 else a.failures + 1 end,
			last = excluded.last,
			barred_until = excluded.last + case
				when a.last < ${forgotten} or a.failures + 1 < ${free[kind]} then 0
				else least(${longestWait}, ${firstWait} * 2 ^ least(a.failures + 1 - ${free[kind]}, 10)) end * interval '1 second'
		where a.barred_until <= excluded.last
		returning 1`;
	if (counted.length) return;
	const [row] = await ctx.sql<{ barred_until: Date }[]>`select barred_until from membership.attempt where who = ${key}`;
	throw new Problem('sign-in.wait', 429, {
		seconds: Math.max(1, Math.ceil(((row?.barred_until.getTime() ?? 0) - ctx.now.getTime()) / 1000)),
	});
}

/** Forgets the failures of an account: the right password was given. */
export async function forgetAttempts(ctx: Ctx, kind: keyof typeof free, who: string): Promise<void> {
	if (who) await ctx.sql`delete from membership.attempt where who = ${keyOf(ctx, kind, who)}`;
}

const keyOf = (ctx: Ctx, kind: string, who: string): string =>
	createHmac('sha256', ctx.site.key('attempt')).update(`${kind} ${who}`).digest('base64url');
