import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayUseSegments } from '#membership/policy.ts';

/** The categories that let in the people of a segment, to see, answer or begin: with it, they let them in no more. */
export const listLetIn = query(z.object({ segment: z.number().int().positive() }), async (ctx, { segment }) => {
	authorize(ctx.actor, 'segment.list', mayUseSegments, null);
	return ctx.db
		.selectFrom('community.category as c')
		.select(['c.id', 'c.name', 'c.slug'])
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('community.admission as a')
					.select('a.category')
					.whereRef('a.category', '=', 'c.id')
					.where('a.segment', '=', segment),
			),
		)
		.orderBy('c.name')
		.limit(100)
		.execute();
});
