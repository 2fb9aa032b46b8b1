import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { checkInput, invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest, sameSecret } from '#platform/token.ts';
import { emailField } from '#membership/email.ts';
import { nameOrNone } from '#membership/name.ts';
import { askedFromField } from '#membership/server/asked-from.ts';
import { codeDigest } from '#membership/server/commands/request-code.ts';
import { admit, promote, type NotIn } from '#membership/server/admit.ts';
import { formAnswers } from '#membership/server/commands/answer-fields.ts';
import { checkJoiningAnswers } from '#membership/server/joining-answers.ts';
import { findByEmail } from '#membership/server/insert-member.ts';
import { beginSession, type SignedIn } from '#membership/server/begin-session.ts';
import { noteMarketing } from '#membership/server/note-consent.ts';
import { readCookie } from '#membership/server/session-cookie.ts';

/** Guesses at one code. */
const mostTries = 5;

export const JoinWithCode = z.object({
	/** Needed by whoever is new; a member's name is left as it is. */
	name: nameOrNone.nullish(),
	email: emailField,
	/** Six digits; what people type between them, and full-width digits, are understood. */
	code: z
		.string()
		.max(40, 'code')
		.transform((code) => code.normalize('NFKC').replace(/[\s-]/g, ''))
		.pipe(z.string().regex(/^\d{6}$/, 'code')),
	cameByLink: z.number().int().positive().nullish(),
	cameTo: z.string().max(100).nullish(),
	heardFrom: z
		.string()
		.trim()
		.max(100, 'too-long')
		.transform((text) => text || null)
		.nullish(),
	/** They ticked that they want news by mail. */
	news: z
		.union([z.boolean(), z.string().max(10)])
		.transform((news) => news === true || news === 'yes')
		.default(false),
	/** Hash of the privacy notice that the form showed. */
	notice: z.string().max(100).nullish(),
	/** The form: `join`, or `comment` and `event` where something was begun first. */
	place: z.enum(['join', 'comment', 'event']).default('join'),
	/** What the house asks of whoever joins, as its form holds it; a member's answers are left as they are. */
	answers: formAnswers,
	/** The visitor's name of the day. */
	visitor: z.string().max(64).nullish(),
	/** The word of an invitation. */
	invitation: z.string().max(100).nullish(),
	from: askedFromField,
});

type Joining = z.output<typeof JoinWithCode>;

/** What a join gives. */
export interface Joined extends SignedIn {
	/** True when the person was not a member before. */
	joined: boolean;
}

/**
 * Lets in whoever holds the code that was mailed: a new member joins, a known one signs in. Only in the browser that
 * asked, once. Throws Problem `code.wrong` (403) or `code.expired` (410). Not to be called inside another command: a
 * try is spent by a commit of its own. Where people are let in or invited, Problem `join.waiting` or `join.by-invitation` (403)
 * is thrown after the commit: that they wait stays.
 */
export async function joinWithCode(ctx: Ctx, input: z.input<typeof JoinWithCode>): Promise<Joined> {
	const joining = checkInput(JoinWithCode, input);
	const code = await spendTry(ctx, joining);
	return orWhyNot(await enterByMail(ctx, { joining, code, way: 'code' }));
}

/**
 * Takes one try at the newest code of this mailbox and browser, before the guess is looked at and outside the
 * command's transaction: neither a rollback nor many guesses at once get it back. Returns the code's id when right.
 */
export async function spendTry(
	ctx: Ctx,
	{ email, code, from }: Pick<Joining, 'email' | 'code' | 'from'>,
): Promise<number> {
	const browser = readCookie(from.cookie, 'code', ctx.site.url);
	if (!browser) throw new Problem('code.expired', 410);
	const [row] = await ctx.sql<{ id: number; digest: string | null; tries: number }[]>`
		update membership.code set tries = tries + 1
		where id = (
			select id from membership.code
			where email = ${email} and browser = ${digest(browser)} and used is null and expires > ${ctx.now}
			order by asked desc, id desc limit 1
		) and tries < ${mostTries}
		returning id, digest, tries`;
	if (!row) throw new Problem('code.expired', 410);
	if (!row.digest || !sameSecret(row.digest, codeDigest(ctx, email, code))) {
		throw new Problem('code.wrong', 403, { left: mostTries - row.tries });
	}
	return row.id;
}

/** Whoever proved a mailbox by what was sent there comes in; the row of the code is used up with it. */
export const enterByMail = command(
	z.object({ joining: z.custom<Omit<Joining, 'code'>>(), code: z.number(), way: z.enum(['code', 'link']) }),
	async (ctx, { joining, code, way }): Promise<Joined | NotIn> => {
		const known = await findByEmail(ctx, joining.email);
		if (!known && !joining.name) throw invalidInput([{ path: 'name', key: 'missing' }]);
		if (!known) await checkJoiningAnswers(ctx, joining.answers);
		const used = await ctx.db
			.updateTable('membership.code')
			.set({ used: ctx.now })
			.where('id', '=', code)
			.where('used', 'is', null)
			.executeTakeFirst();
		if (!used.numUpdatedRows) throw new Problem(`${way}.expired`, 410);
		// Every other code of this mailbox dies with the one that was used.
		await ctx.db
			.updateTable('membership.code')
			.set({ used: ctx.now })
			.where('email', '=', joining.email)
			.where('used', 'is', null)
			.execute();
		const saying = { place: joining.place, address: joining.from.address, shown: joining.notice ?? null };
		if (!known) {
			const member = await admit(ctx, { ...joining, name: joining.name ?? '' }, saying);
			if (typeof member === 'string') return member;
			return { ...(await beginSession(ctx, member.id, way, joining.from)), joined: true };
		}
		if (joining.news) await noteMarketing(ctx, known.id, { mail: true }, saying);
		if (joining.invitation) await promote(ctx, known, joining.invitation, joining.email);
		return { ...(await beginSession(ctx, known.id, way, joining.from)), joined: false };
	},
);

/** Whoever is not in is told so after the commit. Throws Problem. */
export function orWhyNot<R extends object>(outcome: R | NotIn): R {
	if (typeof outcome === 'string') throw new Problem(outcome, 403);
	return outcome;
}
