import { z } from 'zod';
import { addressChanged } from '#membership/events.ts';
import { findPerson } from '#membership/server/index.ts';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';

/**
 * What a member subscribed to goes along to the mailbox that they have proved; where that one had wishes of its own, those hold, and the
 * former one's end. Safe to run twice, and in any order: it asks where they are now.
 */
const takeAlong = command(z.object({ member: z.number().int() }), async (ctx, { member }) => {
	const person = await findPerson(ctx, member);
	if (!person?.email) return;
	for (const former of person.former.filter((one) => one !== person.email)) {
		const there = await ctx.db
			.selectFrom('notification.subscriber')
			.select('id')
			.where('email', '=', person.email)
			.executeTakeFirst();
		if (!there) {
			await ctx.db
				.updateTable('notification.subscriber')
				.set({ email: person.email })
				.where('email', '=', former)
				.execute();
			continue;
		}
		await ctx.db
			.updateTable('notification.subscription as s')
			.from('notification.subscriber as of')
			.set({ ended: ctx.now })
			.whereRef('of.id', '=', 's.subscriber')
			.where('of.email', '=', former)
			.where('s.confirmed', 'is not', null)
			.where('s.ended', 'is', null)
			.execute();
	}
});

/** Runs when a member signs in with another address. */
export const followAddress = reaction('notification.follow-address', [addressChanged], async (ctx, { data }) => {
	if (typeof data['member'] === 'number') await takeAlong(ctx, { member: data['member'] });
});
