import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { checkInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { secondFactorCleared, secondFactorSet } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayClearSecondFactor, maySetUpSecondFactor } from '#membership/policy.ts';
import { askedFromField, type AskedFrom } from '#membership/server/asked-from.ts';
import { countAttempt, forgetAttempts } from '#membership/server/attempt.ts';
import { beginSession, closeSessions, type SignedIn } from '#membership/server/begin-session.ts';
import { otpAddress } from '#membership/server/one-time-password.ts';
import { sealSecret, unsealSecret } from '#membership/server/seal-secret.ts';
import { plainCode, recoveryDigest, useNumber, useSecondFactor } from '#membership/server/use-second-factor.ts';

/** How many recovery codes there are. */
const recoveryCodes = 10;

/**
 * Shows a secret for an authenticator app: the same one until it is confirmed. Throws Problem `second-factor.there` (409)
 * to whoever has one already.
 */
export const offerSecondFactor = command(
	z.object({ member: z.number().int().positive() }),
	async (ctx, { member }): Promise<{ address: string }> => {
		const person = await ctx.db
			.selectFrom('membership.member as m')
			.leftJoin('membership.second_factor as f', 'f.member', 'm.id')
			.select(['m.id', 'm.role', 'm.email', 'm.handle', 'f.secret', 'f.confirmed'])
			.where('m.id', '=', member)
			.executeTakeFirst();
		if (!person) throw notFound('member');
		authorize(ctx.actor, 'second-factor.set', maySetUpSecondFactor, person);
		requireFresh(ctx.actor);
		if (person.confirmed) throw new Problem('second-factor.there', 409);
		const secret = person.secret ? unsealSecret(ctx.site, member, person.secret) : randomBytes(20);
		if (!person.secret)
			await ctx.db
				.insertInto('membership.second_factor')
				.values({ member, secret: sealSecret(ctx.site, member, secret), created: ctx.now })
				.onConflict((conflict) => conflict.column('member').doNothing())
				.execute();
		const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
		return {
			address: otpAddress(secret, brand?.name || new URL(ctx.site.url).hostname, person.email ?? person.handle),
		};
	},
);

export const ConfirmSecondFactor = z.object({
	member: z.number().int().positive(),
	/** The number that the app shows now. */
	code: z.string().max(40, 'code'),
	from: askedFromField,
});

/**
 * Turns the second factor on: the app shows the right number. Every other device is signed out, this one gets a new session.
 * The recovery codes are returned once and never again. Not to be called inside another command: a try is counted first.
 */
export async function confirmSecondFactor(
	ctx: Ctx,
	input: z.input<typeof ConfirmSecondFactor>,
): Promise<SignedIn & { codes: string[] }> {
	const { member, code, from } = checkInput(ConfirmSecondFactor, input);
	authorize(ctx.actor, 'second-factor.set', maySetUpSecondFactor, { id: member, role: 'author' });
	requireFresh(ctx.actor);
	await countAttempt(ctx, 'account', `second ${member}`);
	const confirmed = await confirm(ctx, { member, code: plainCode(code), from });
	await forgetAttempts(ctx, 'account', `second ${member}`);
	return confirmed;
}

const confirm = command(
	z.object({ member: z.number(), code: z.string(), from: z.custom<AskedFrom>() }),
	async (ctx, { member, code, from }) => {
		if (!(await useNumber(ctx, member, code, false))) throw new Problem('second-factor.wrong', 403);
		await ctx.db
			.updateTable('membership.second_factor')
			.set({ confirmed: ctx.now })
			.where('member', '=', member)
			.execute();
		const codes = await renewCodes(ctx, member);
		await closeSessions(ctx, member);
		await tell(ctx, member, 'set');
		ctx.record({ name: secondFactorSet, about: memberThing(member), data: { member } });
		return { ...(await beginSession(ctx, member, 'second', from, { proved: true })), codes };
	},
);

async function renewCodes(ctx: Ctx, member: number): Promise<string[]> {
	await ctx.db.deleteFrom('membership.recovery_code').where('member', '=', member).execute();
	const codes = Array.from({ length: recoveryCodes }, () => randomToken(12));
	await ctx.db
		.insertInto('membership.recovery_code')
		.values(codes.map((code) => ({ digest: recoveryDigest(member, code), member, made: ctx.now })))
		.execute();
	return codes.map((code) => (code.match(/.{4}/g) ?? []).join('-'));
}

export const ClearSecondFactor = z.object({
	member: z.coerce.number().int().positive(),
	/** A number or recovery code; asked of whoever clears their own. */
	code: z.string().max(40, 'code').default(''),
});

/**
 * Takes a second factor away: one's own with a valid code; another's by the owner or the command line, for whoever lost
 * their telephone. All devices are signed out. Not to be called inside another command.
 */
export async function clearSecondFactor(ctx: Ctx, input: z.input<typeof ClearSecondFactor>): Promise<void> {
	const { member, code } = checkInput(ClearSecondFactor, input);
	const own = ctx.actor.kind === 'member' && ctx.actor.member === member;
	authorize(ctx.actor, 'second-factor.clear', mayClearSecondFactor, { id: member });
	if (own) await countAttempt(ctx, 'account', `second ${member}`);
	else requireFresh(ctx.actor);
	await clear(ctx, { member, code: own ? code : null });
	if (own) await forgetAttempts(ctx, 'account', `second ${member}`);
}

const clear = command(z.object({ member: z.number(), code: z.string().nullable() }), async (ctx, { member, code }) => {
	const factor = await ctx.db
		.selectFrom('membership.second_factor')
		.select('confirmed')
		.where('member', '=', member)
		.executeTakeFirst();
	if (!factor) throw notFound('second-factor');
	if (code !== null && factor.confirmed && !(await useSecondFactor(ctx, member, code)))
		throw new Problem('second-factor.wrong', 403);
	await ctx.db.deleteFrom('membership.second_factor').where('member', '=', member).execute();
	await ctx.db.deleteFrom('membership.recovery_code').where('member', '=', member).execute();
	await closeSessions(ctx, member);
	if (factor.confirmed) await tell(ctx, member, 'cleared');
	ctx.record({ name: secondFactorCleared, about: memberThing(member), data: { member } });
});

/** Writes to the person: whoever did it, they know. */
async function tell(ctx: Ctx, member: number, what: 'set' | 'cleared'): Promise<void> {
	const [person, brand] = await Promise.all([
		ctx.db.selectFrom('membership.member').select(['email', 'locale']).where('id', '=', member).executeTakeFirst(),
		ctx.db.selectFrom('site.brand').select('name').executeTakeFirst(),
	]);
	if (!person?.email) return;
	const say = membershipText(matchLocale(person.locale) ?? ctx.locale);
	const facts = { brand: brand?.name || new URL(ctx.site.url).hostname, url: ctx.site.url };
	await sendMail(ctx, {
		to: person.email,
		subject: say(`mail.second.${what}.subject`, facts),
		text: say(`mail.second.${what}.text`, facts),
		kind: 'second-factor',
	});
}
