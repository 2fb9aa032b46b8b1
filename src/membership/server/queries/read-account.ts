import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { portraitPath } from '#media/portrait.ts';
import { digest } from '#platform/token.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { readCookie, verifiedToken } from '#membership/server/session-cookie.ts';

/** What a member sees of their own account: profile, ways in, devices. Throws Problem `session.required` (401). */
export const readAccount = query(z.object({ from: askedFromField }), async (ctx, { from }) => {
	if (ctx.actor.kind !== 'member') throw new Problem('session.required', 401);
	const { member } = ctx.actor;
	const value = readCookie(from.cookie, 'session', ctx.site.url);
	const token = value ? verifiedToken(ctx.site.key('session'), value) : null;
	const [profile, password, passkeys, sessions] = await Promise.all([
		ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('media.portrait as p', 'p.member', 'm.id')
			.select(['m.id', 'm.name', 'm.handle', 'm.email', 'm.bio', 'm.locale', 'm.role', 'p.large'])
			.where('m.id', '=', member)
			.executeTakeFirstOrThrow(),
		ctx.db.selectFrom('membership.password').select('chosen').where('member', '=', member).executeTakeFirst(),
		ctx.db
			.selectFrom('membership.passkey')
			.select(['id', 'name', 'created', 'used'])
			.where('member', '=', member)
			.orderBy('id')
			.execute(),
		ctx.db
			.selectFrom('membership.session')
			.select(['id', 'browser', 'opened', 'seen', 'digest'])
			.where('member', '=', member)
			.where('expires', '>', ctx.now)
			.orderBy('seen', 'desc')
			.execute(),
	]);
	const own = token ? digest(token) : '';
	const { large, ...shown } = profile;
	return {
		profile: { ...shown, portrait: portraitPath(large) },
		password: password !== undefined,
		passkeys,
		sessions: sessions.map(({ digest: known, ...session }) => ({ ...session, here: known === own })),
	};
});
