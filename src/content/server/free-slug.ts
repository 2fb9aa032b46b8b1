import type { Ctx } from '#platform/context/context.ts';
import { slugOf } from '#content/slug.ts';

/** The slug itself, or with the first number that makes it unique. `own` is the article that it is for. */
export async function freeSlug(ctx: Ctx, wanted: string, own: number | null): Promise<string> {
	const stem = slugOf(wanted) || 'article';
	const pattern = `${stem.replace(/[%_\\]/g, '\\$&')}-%`;
	const taken = await ctx.db
		.selectFrom('content.article')
		.select('slug')
		.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', pattern)]))
		.where('id', '!=', own ?? 0)
		.unionAll(
			// An address that leads to another article stays that article's.
			ctx.db
				.selectFrom('content.former_slug')
				.select('slug')
				.where((row) => row.or([row('slug', '=', stem), row('slug', 'like', pattern)]))
				.where('article', '!=', own ?? 0),
		)
		.execute();
	const slugs = new Set(taken.map((row) => row.slug));
	if (!slugs.has(stem)) return stem;
	for (let number = 2; ; number++) if (!slugs.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** The address that an article leaves leads to it from now on; the one that it takes leads nowhere else. */
export async function moveSlug(ctx: Ctx, article: number, from: string, to: string): Promise<void> {
	await ctx.db.deleteFrom('content.former_slug').where('slug', '=', to).execute();
	await ctx.db
		.insertInto('content.former_slug')
		.values({ slug: from, article, left_behind: ctx.now })
		.onConflict((conflict) => conflict.column('slug').doUpdateSet({ article, left_behind: ctx.now }))
		.execute();
}
