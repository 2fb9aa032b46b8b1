import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { SlugStyle } from '#content/slug.ts';

/** How the house works: since when a review is required, or null; and what it makes addresses of. */
export const readDesk = query(z.object({}), async (ctx) => {
	const row = await ctx.db
		.selectFrom('content.desk')
		.select(['review_required', 'slug_style'])
		.executeTakeFirstOrThrow();
	return { reviewRequired: row.review_required, slugStyle: row.slug_style as SlugStyle };
});
