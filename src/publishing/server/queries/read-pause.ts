import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** Since when everything is kept back, by whom and why; null when nothing is. */
export const readPause = query(z.object({}), async (ctx) => {
	const row = await ctx.db
		.selectFrom('publishing.pause as pause')
		.leftJoin('membership.member as by', 'by.id', 'pause.paused_by')
		.select(['pause.paused', 'pause.reason', 'by.name as by'])
		.where('pause.resumed', 'is', null)
		.executeTakeFirst();
	return row ?? null;
});

/** How many have missed their time: what a pause keeps back. */
export const countLate = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	const { count } = await ctx.db
		.selectFrom('publishing.variant')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('due', '<=', ctx.now)
		.where('posted', 'is', null)
		.where('refused', 'is', null)
		.where('cancelled', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(count);
});
