import { Problem } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import type { Ctx } from '#platform/context/context.ts';

/** How long an authenticator may take to answer, in minutes. */
const challengeMinutes = 10;

/** The WebAuthn library, loaded when somebody first uses a passkey: it is large, and no page needs it. */
export const webauthn = () => import('@simplewebauthn/server');

/** Where this site's passkeys are good for. */
export const relyingParty = (ctx: Ctx): { id: string; origin: string } => {
	const { hostname, origin } = new URL(ctx.site.url);
	return { id: hostname, origin };
};

/** Remembers a challenge until its answer; `member` null: whoever wants to sign in. */
export async function keepChallenge(ctx: Ctx, challenge: string, member: number | null): Promise<void> {
	await ctx.db
		.insertInto('membership.challenge')
		.values({ digest: digest(challenge), member, expires: new Date(ctx.now.getTime() + challengeMinutes * 60_000) })
		.execute();
}

/** True once for a challenge that was put to this member (or, null, to whoever signs in) and has not expired. */
export async function takeChallenge(ctx: Ctx, challenge: string, member: number | null): Promise<boolean> {
	const taken = await ctx.db
		.deleteFrom('membership.challenge')
		.where('digest', '=', digest(challenge))
		.where('expires', '>', ctx.now)
		.where('member', member === null ? 'is' : '=', member)
		.executeTakeFirst();
	return taken.numDeletedRows > 0n;
}

/** The refusal of an authenticator's answer; why is in the log, not on the page. */
export function refused(ctx: Ctx, error?: unknown): Problem {
	if (error) ctx.log.info('passkey refused', { error });
	return new Problem('passkey.refused', 403);
}
