import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { categoryPath } from '#community/thread.ts';
import { openCategory } from '#community/server/access.ts';

/** Where a category is read that had this address once, or null. */
export const findMovedCategory = query(z.object({ slug: z.string().max(200) }), async (ctx, { slug }) => {
	const row = await ctx.db
		.selectFrom('community.category_address as old')
		.innerJoin('community.category as category', 'category.id', 'old.category')
		.select('category.slug')
		.where('old.slug', '=', slug.toLowerCase())
		.where(openCategory(ctx.actor, 'category.id'))
		.executeTakeFirst();
	return row ? categoryPath(row.slug) : null;
});
