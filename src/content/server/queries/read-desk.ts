import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import type { SlugStyle } from '#content/slug.ts';

/** How the house works: since when a review is required, or null; and what it makes addresses of. */
export const readDesk = query(z.object({}), async (ctx) => {
	const desk = await ctx.db.selectFrom('content.desk').select(['review_required', 'slug_style']).executeTakeFirst();
	return {
		reviewRequired: desk?.review_required ?? null,
		slugStyle: (desk?.slug_style ?? 'title') as SlugStyle,
	};
});
