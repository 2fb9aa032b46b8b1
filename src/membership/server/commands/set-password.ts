import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound } from '#platform/problem.ts';
import { passwordSet } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { guessable, longestPassword, shortestPassword } from '#membership/password.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { hashPassword, verifyPassword } from '#membership/server/hash-password.ts';
import { beginSession, closeSessions, provedSession } from '#membership/server/begin-session.ts';

export const SetPassword = z.object({
	member: z.number().int().positive(),
	password: z.string().min(shortestPassword, 'password-short').max(longestPassword, 'too-long'),
	/** The present password; asked of the member who has one. */
	current: z.string().max(longestPassword, 'too-long').optional(),
	from: askedFromField,
});

/**
 * Sets or changes a password. Every device is signed out; the one that asks gets a new session, whose cookies are
 * returned. The system (set-up, command line) needs no present password.
 */
export const setPassword = command(
	SetPassword,
	async (ctx, { member, password, current, from }): Promise<{ cookies: string[] }> => {
		const person = await ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('membership.password as p', 'p.member', 'm.id')
			.select(['m.id', 'm.name', 'm.email', 'p.hash'])
			.where('m.id', '=', member)
			.executeTakeFirst();
		if (!person) throw notFound('member');
		authorize(ctx.actor, 'password.set', mayChangeSignIn, person);
		const own = ctx.actor.kind === 'member';
		// Whoever has none yet gives no present one as a proof.
		if (own && !person.hash) requireFresh(ctx.actor);
		if (own && person.hash && !(await verifyPassword(current ?? '', person.hash))) {
			throw invalidInput([{ path: 'current', key: 'password-current' }]);
		}
		if (guessable(password, person.name, person.email ?? ''))
			throw invalidInput([{ path: 'password', key: 'password-common' }]);
		const hash = await hashPassword(password);
		await ctx.db
			.insertInto('membership.password')
			.values({ member, hash, chosen: ctx.now })
			.onConflict((conflict) => conflict.column('member').doUpdateSet({ hash, chosen: ctx.now }))
			.execute();
		const proved = await provedSession(ctx, from.cookie);
		await closeSessions(ctx, member);
		ctx.record({ name: passwordSet, about: memberThing(member), data: { member } });
		return { cookies: own ? (await beginSession(ctx, member, 'password', from, { proved })).cookies : [] };
	},
);
