import { z } from 'zod';
import { authorize, requireFresh } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { maskedEmail } from '#membership/email.ts';
import { addressChanged, identityParted } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayChangeSignIn } from '#membership/policy.ts';
import type { askedFromField } from '#membership/server/asked-from.ts';
import { beginSession, closeSessions, provedSession } from '#membership/server/begin-session.ts';
import { JoinWithCode, spendTry } from '#membership/server/commands/join-with-code.ts';
import { requestCode } from '#membership/server/commands/request-code.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { formerAddress } from '#membership/server/find-person.ts';

export const ChangeEmail = JoinWithCode.pick({ email: true, code: true, from: true }).extend({
	member: z.number().int().positive(),
});

/** Mails the code by which a member proves another mailbox of theirs. Throws as `requestCode`, and Problem `proof.needed`. */
export async function requestEmailChange(
	ctx: Ctx,
	{ member, ...asked }: { member: number; email: string; from: z.input<typeof askedFromField> },
): Promise<{ cookies: string[] }> {
	authorize(ctx.actor, 'email.change', mayChangeSignIn, { id: member });
	requireFresh(ctx.actor);
	return requestCode(ctx, asked);
}

type Changing = z.output<typeof ChangeEmail>;

/**
 * A member signs in with another mailbox from now on, which they have proved by the code that `requestCode` mailed there. Their former
 * address stays with them as an identity, so that what came by it does; it opens no door any more, and is told. Every other
 * device is signed out; the one that asks gets a new session. Throws Problem `code.wrong` (403), `code.expired` (410), and `member.email-taken`
 * (409): both mailboxes are theirs, and stay two members. Not to be called inside a command: a try is spent by a commit of its own.
 */
export async function changeEmail(ctx: Ctx, input: z.input<typeof ChangeEmail>): Promise<{ cookies: string[] }> {
	const changing = checkInput(ChangeEmail, input);
	authorize(ctx.actor, 'email.change', mayChangeSignIn, { id: changing.member });
	requireFresh(ctx.actor);
	return change(ctx, { changing, code: await spendTry(ctx, changing) });
}

const change = command(
	z.object({ changing: z.custom<Changing>(), code: z.number() }),
	async (ctx, { changing: { member, email, from }, code }): Promise<{ cookies: string[] }> => {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select(['id', 'email', 'locale'])
			.where('id', '=', member)
			.where('erased', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		authorize(ctx.actor, 'email.change', mayChangeSignIn, { id: member });
		if (!person) throw notFound('member');
		const other = await findByEmail(ctx, email);
		if (other && other.id !== member) throw new Problem('member.email-taken', 409);
		const used = await ctx.db
			.updateTable('membership.code')
			.set({ used: ctx.now })
			.where('id', '=', code)
			.where('used', 'is', null)
			.executeTakeFirst();
		if (!used.numUpdatedRows) throw new Problem('code.expired', 410);
		const { email: former } = person;
		if (former?.toLowerCase() === email) return { cookies: [] };
		// What was mailed to the former address opens nothing any more.
		if (former) await ctx.db.deleteFrom('membership.code').where('email', '=', former).execute();
		await ctx.db.updateTable('membership.member').set({ email }).where('id', '=', member).execute();
		await partFromOthers(ctx, member, [email, ...(former ? [former] : [])]);
		if (former) await keepFormer(ctx, { member, former, email, locale: person.locale });
		ctx.record({ name: addressChanged, about: memberThing(member), data: { member } });
		const proved = await provedSession(ctx, from.cookie);
		await closeSessions(ctx, member);
		return { cookies: (await beginSession(ctx, member, 'code', from, { proved })).cookies };
	},
);

/** Whoever proved a mailbox has it: staff had joined it to somebody else by mistake. */
async function partFromOthers(ctx: Ctx, member: number, addresses: string[]): Promise<void> {
	const parted = await ctx.db
		.updateTable('membership.identity')
		.set({ parted: ctx.now })
		.where('kind', '=', 'mail')
		.where('value', 'in', addresses)
		.where('member', '!=', member)
		.where('parted', 'is', null)
		.returning(['id', 'member as whose'])
		.execute();
	for (const { id, whose } of parted)
		ctx.record({ name: identityParted, about: memberThing(whose), data: { member: whose, identity: id } });
}

/** The former address stays theirs, and hears of it: whoever stole an account is not the only one who knows. */
async function keepFormer(
	ctx: Ctx,
	{ member, former, email, locale }: { member: number; former: string; email: string; locale: string },
): Promise<void> {
	await ctx.db
		.insertInto('membership.identity')
		.values({ member, kind: 'mail', value: former.toLowerCase(), origin: formerAddress, joined: ctx.now })
		.onConflict((conflict) => conflict.columns(['kind', 'value']).where('parted', 'is', null).doNothing())
		.execute();
	const brand = await ctx.db.selectFrom('site.brand').select('name').executeTakeFirst();
	const say = membershipText(matchLocale(locale) ?? ctx.locale);
	const facts = {
		brand: brand?.name || new URL(ctx.site.url).hostname,
		url: ctx.site.url,
		email: maskedEmail(email),
	};
	await sendMail(ctx, {
		to: former,
		subject: say('mail.email-changed.subject', facts),
		text: say('mail.email-changed.text', facts),
		kind: 'email-changed',
	});
}
