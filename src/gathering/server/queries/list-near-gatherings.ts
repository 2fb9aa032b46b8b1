import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayKeepDoor } from '#gathering/policy.ts';

/** What begins within a day or is going on, soonest first, with how many come and how many wait for a seat. */
export const listNearGatherings = query(z.object({}).prefault({}), async (ctx) => {
	authorize(ctx.actor, 'event.check-in', mayKeepDoor, null);
	return ctx.db
		.selectFrom('gathering.gathering as g')
		.select((eb) => [
			'g.id',
			'g.title',
			'g.begins',
			'g.taken',
			eb
				.selectFrom('gathering.ticket as t')
				.select(({ fn }) => fn.countAll<number>().as('count'))
				.whereRef('t.gathering', '=', 'g.id')
				.where('t.seated', 'is', null)
				.where('t.cancelled', 'is', null)
				.as('waiting'),
		])
		.where('g.published', 'is not', null)
		.where('g.cancelled', 'is', null)
		.where('g.begins', '<=', new Date(ctx.now.getTime() + 86_400_000))
		.where('g.ends', '>', ctx.now)
		.orderBy('g.begins')
		.limit(3)
		.execute();
});
