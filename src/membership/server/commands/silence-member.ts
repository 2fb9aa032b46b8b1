import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { memberSilenced, memberUnsilenced } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { maySilence } from '#membership/policy.ts';

export const SilenceMember = z.object({
	member: z.coerce.number().int().positive(),
	/** Until when they may read but not speak; null: they may speak again. */
	until: z.date().nullable(),
});

/** Takes the word from a member until a time, or gives it back. Safe to run twice. Throws Problem `member.not-found`. */
export const silenceMember = command(SilenceMember, async (ctx, { member, until }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role', 'silenced_until'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.silence', maySilence, person);
	if (person.silenced_until?.getTime() === until?.getTime()) return { id: member };
	await ctx.db.updateTable('membership.member').set({ silenced_until: until }).where('id', '=', member).execute();
	const name = until ? memberSilenced : memberUnsilenced;
	ctx.record({ name, about: memberThing(member), data: { member, until: until?.toISOString() ?? null } });
	return { id: member };
});
