import type { Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import { sessionOpened, type SessionOpened } from '#membership/events.ts';
import { memberThing, type SessionMember } from '#membership/member.ts';
import type { AskedFrom } from '#membership/server/asked-from.ts';
import { letBackIn } from '#membership/server/let-back-in.ts';
import { knownBrowser, knownCookie } from '#membership/server/known-browser.ts';
import { cookieLine, newSessionToken, readCookie, verifiedToken } from '#membership/server/session-cookie.ts';

/** How many days a session lasts without being used. Those who work here sign in more often. */
export const sessionDays = (role: Role): number => (role === 'member' ? 90 : 14);

/** Browsers keep a cookie for at most 400 days (RFC 6265bis §5.5); the database decides earlier. */
const cookieSeconds = 400 * 86_400;

export type SessionWay = 'code' | 'password' | 'passkey' | 'link' | 'second' | 'provider';

/** What every way of signing in gives. */
export interface SignedIn {
	member: SessionMember;
	/** Set-Cookie lines for the answer. */
	cookies: string[];
}

/**
 * Opens a session for a member, inside the running command. The token is always new; the session that the browser had
 * before ends, so that nobody can plant one (fixation). `proved`: a second proof was given with it. Throws Problem `member.suspended` (403).
 */
export async function beginSession(
	ctx: Ctx,
	member: number,
	way: SessionWay,
	from: AskedFrom,
	{ proved = false }: { proved?: boolean } = {},
): Promise<SignedIn> {
	const found = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'name', 'handle', 'role', 'suspended', 'suspended_until', 'email'])
		.where('id', '=', member)
		.executeTakeFirstOrThrow();
	if (found.suspended) {
		if (!found.suspended_until || found.suspended_until > ctx.now) throw new Problem('member.suspended', 403);
		// It has ended; the job that says so has not come by yet.
		await letBackIn(ctx, member);
	}
	const before = await closeGivenSession(ctx, from.cookie);
	const { token, value } = newSessionToken(ctx.site.key('session'));
	const role = found.role as Role;
	const { id: session } = await ctx.db
		.insertInto('membership.session')
		.values({
			digest: digest(token),
			member,
			way,
			browser: from.browser,
			opened: ctx.now,
			seen: ctx.now,
			proved: proved ? ctx.now : null,
			expires: new Date(ctx.now.getTime() + sessionDays(role) * 86_400_000),
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const data: SessionOpened = { member, way, session, replaces: before?.member === member ? before.id : null };
	ctx.record({ name: sessionOpened, about: memberThing(member), data: { ...data } });
	return {
		member: { id: found.id, name: found.name, handle: found.handle, role },
		cookies: [
			cookieLine('session', ctx.site.url, value, cookieSeconds),
			cookieLine('code', ctx.site.url, '', 0),
			...(found.email && !knownBrowser(ctx, from.cookie, found.email) ? [knownCookie(ctx, found.email)] : []),
		],
	};
}

/** Ends the session in a Cookie header, if there is one. Returns which it was, and whose. */
export async function closeGivenSession(ctx: Ctx, cookie: string): Promise<{ id: number; member: number } | null> {
	const value = readCookie(cookie, 'session', ctx.site.url);
	const token = value ? verifiedToken(ctx.site.key('session'), value) : null;
	if (!token) return null;
	const gone = await ctx.db
		.deleteFrom('membership.session')
		.where('digest', '=', digest(token))
		.returning(['id', 'member'])
		.executeTakeFirst();
	return gone ?? null;
}

/** The session in a Cookie header: whose it is and since when; null when it does not hold. */
export async function findGivenSession(
	ctx: Ctx,
	cookie: string,
): Promise<{ id: number; member: number; opened: Date } | null> {
	const value = readCookie(cookie, 'session', ctx.site.url);
	const token = value ? verifiedToken(ctx.site.key('session'), value) : null;
	if (!token) return null;
	const row = await ctx.db
		.selectFrom('membership.session')
		.select(['id', 'member', 'opened'])
		.where('digest', '=', digest(token))
		.where('expires', '>', ctx.now)
		.executeTakeFirst();
	return row ?? null;
}

/** Whether the session in a Cookie header carries two proofs: a new one for the same browser may then carry them on. */
export async function provedSession(ctx: Ctx, cookie: string): Promise<boolean> {
	const value = readCookie(cookie, 'session', ctx.site.url);
	const token = value ? verifiedToken(ctx.site.key('session'), value) : null;
	if (!token) return false;
	const row = await ctx.db
		.selectFrom('membership.session')
		.select(['way', 'proved'])
		.where('digest', '=', digest(token))
		.executeTakeFirst();
	return row?.way === 'passkey' || Boolean(row?.proved);
}

/** Ends every session of a member: at a change of rights, of password, at a suspension. */
export async function closeSessions(ctx: Ctx, member: number): Promise<void> {
	await ctx.db.deleteFrom('membership.session').where('member', '=', member).execute();
}
