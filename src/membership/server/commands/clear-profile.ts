import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { matchLocale } from '#platform/language/locale.ts';
import { randomToken } from '#platform/token.ts';
import { memberChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { membershipText } from '#membership/messages/index.ts';
import { maySilence } from '#membership/policy.ts';

const Clear = z.object({
	member: z.number().int().positive(),
	/** What they are called goes, too, and they are given a plain name, or address. */
	name: z.boolean().default(false),
	handle: z.boolean().default(false),
});

/**
 * Takes away what a member says of themselves; whoever may take the word from them may. Part of a decision that is told to them. Safe to run
 * twice. Throws Problem `member.not-found`.
 */
export const clearProfile = command(Clear, async (ctx, { member, name, handle }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'bio', 'locale'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.silence', maySilence, person);
	if (!person.bio && !name && !handle) return { member };
	const say = membershipText(matchLocale(person.locale) ?? ctx.locale);
	await ctx.db
		.updateTable('membership.member')
		.set({
			bio: '',
			...(name ? { name: say('profile.plain-name', { number: String(member) }) } : {}),
			...(handle ? { handle: `member-${randomToken(6).toLowerCase()}` } : {}),
		})
		.where('id', '=', member)
		.execute();
	ctx.record({ name: memberChanged, about: memberThing(member), data: { member } });
	return { member };
});

/** What a member says of themselves was looked at and found right: it is read again by everybody. Safe to run twice. */
export const showProfile = command(z.object({ member: z.number().int().positive() }), async (ctx, { member }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('id', '=', member)
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.silence', maySilence, person);
	ctx.record({ name: memberChanged, about: memberThing(member), data: { member } });
});
