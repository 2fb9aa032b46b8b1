import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { herePath } from '#gathering/gathering.ts';
import { mayKeepDoor } from '#gathering/policy.ts';

/** The page that a code at the door opens: what is on, and since when the asker is in. Throws Problem `event.not-found` for another code. */
export const readSelfCheckIn = query(
	z.object({ slug: z.string().max(200), key: z.string().max(20) }),
	async (ctx, { slug, key }) => {
		const event = await ctx.db
			.selectFrom('gathering.gathering')
			.select(['id', 'slug', 'title', 'place', 'begins', 'ends', 'cancelled'])
			.where('slug', '=', slug)
			.where('self_key', '=', key)
			.where('published', 'is not', null)
			.executeTakeFirst();
		if (!event) throw notFound('event');
		const ticket = await ctx.db
			.selectFrom('gathering.ticket')
			.select('checked_in')
			.where('gathering', '=', event.id)
			.where('member', '=', memberOf(ctx.actor) ?? 0)
			.where('cancelled', 'is', null)
			.executeTakeFirst();
		return { event, checkedIn: ticket?.checked_in ?? null };
	},
);

/** The pages of this kind that may be printed now, with what they are about. */
export const listSelfCheckIns = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	const rows = await ctx.db
		.selectFrom('gathering.gathering')
		.select(['slug', 'title', 'self_key'])
		.where('self_key', 'is not', null)
		.where('published', 'is not', null)
		.where('cancelled', 'is', null)
		.where('ends', '>', ctx.now)
		.orderBy('begins')
		.limit(50)
		.execute();
	return rows.map(({ slug, title, self_key: key }) => ({ path: herePath(slug, key ?? ''), title }));
});
