import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayUseSegments } from '#membership/policy.ts';

/** The articles whose whole is for the people of a segment, newest first: with it, they close to everybody but those who work here. */
export const listNarrowed = query(z.object({ segment: z.number().int().positive() }), async (ctx, { segment }) => {
	authorize(ctx.actor, 'segment.list', mayUseSegments, null);
	return ctx.db
		.selectFrom('content.article')
		.select(['id', 'title'])
		.where('segment', '=', segment)
		.where('deleted', 'is', null)
		.orderBy('id', 'desc')
		.limit(100)
		.execute();
});
