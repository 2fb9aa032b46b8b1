import { z } from 'zod';
import { query } from '#platform/context/command.ts';

/** How the house works: since when a review is required, or null. */
export const readDesk = query(z.object({}), async (ctx) => {
	const { review_required } = await ctx.db
		.selectFrom('content.desk')
		.select('review_required')
		.executeTakeFirstOrThrow();
	return { reviewRequired: review_required };
});
