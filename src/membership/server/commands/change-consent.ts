import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { locales } from '#platform/language/locale.ts';
import { notFound } from '#platform/problem.ts';
import { mayGiveConsent, mayWithdrawConsent } from '#membership/policy.ts';
import { noteMarketing } from '#membership/server/note-consent.ts';

export const ChangeConsent = z.object({
	member: z.coerce.number().int().positive(),
	mail: z.boolean().optional(),
	line: z.boolean().optional(),
	push: z.boolean().optional(),
	ads: z.boolean().optional(),
	/** True: no marketing at all. */
	refused: z.boolean().optional(),
	/** Form or door by which it is said. */
	place: z
		.string()
		.max(40)
		.regex(/^[a-z]+(?:-[a-z]+)*$/),
	address: z.string().max(100).default(''),
	/** Language of the words that the person saw. */
	locale: z.enum(locales).optional(),
});

/**
 * A person agrees to marketing or takes it back, per way and as a whole. Staff may note that somebody wants no more; to
 * agree is the person's own, or the product's for whoever holds a link that was mailed to them. Safe to repeat.
 */
export const changeConsent = command(
	ChangeConsent,
	async (ctx, { member, place, address, locale, ...wishes }): Promise<{ changed: boolean }> => {
		const person = await ctx.db
			.selectFrom('membership.member')
			.select(['id', 'role'])
			.where('id', '=', member)
			.where('erased', 'is', null)
			.executeTakeFirst();
		const gives = wishes.mail || wishes.line || wishes.push || wishes.ads || wishes.refused === false;
		authorize(ctx.actor, 'consent.change', gives ? mayGiveConsent : mayWithdrawConsent, { id: member });
		if (!person) throw notFound('member');
		return noteMarketing(ctx, member, wishes, { place, address }, locale);
	},
);
