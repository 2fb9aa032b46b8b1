import type { Ctx } from '#platform/context/context.ts';
import { articlePath, articleThing } from '#content/article.ts';
import { presentPath, type Target } from '#content/server/leads-to.ts';

/** A page or series goes: its addresses, present and former, lead where they are told to, or say that it is gone. */
export async function leaveGone(
	ctx: Ctx,
	{ paths, title, target }: { paths: readonly string[]; title: string; target: Target },
): Promise<void> {
	const row = { ...target, title, gone: ctx.now };
	await ctx.db
		.insertInto('content.gone_address')
		.values(paths.map((path) => ({ path, ...row })))
		.onConflict((conflict) => conflict.column('path').doUpdateSet(row))
		.execute();
}

/** Something moves in: whatever stood at this address before is not asked for any more. */
export async function takeGone(ctx: Ctx, path: string): Promise<void> {
	await ctx.db.deleteFrom('content.gone_address').where('path', '=', path).execute();
}

/**
 * What became of the page or series that stood at a path: where its address leads by now, or the title of what is gone.
 * A target that is not public any more counts as none. Null: nothing was deleted there.
 */
export async function findGone(ctx: Ctx, path: string): Promise<{ moved: string } | { title: string } | null> {
	const found = await ctx.db
		.selectFrom('content.gone_address as gone')
		.leftJoin('content.article as target', (join) =>
			join.onRef('target.id', '=', 'gone.leads_to_article').on('target.published', '<=', ctx.now),
		)
		.select(['gone.title', 'gone.leads_to', 'target.id', 'target.slug'])
		.where('path', '=', path)
		.executeTakeFirst();
	if (!found) return null;
	if (found.id) ctx.about(articleThing(found.id));
	if (found.slug !== null) return { moved: articlePath(found.slug) };
	return found.leads_to ? { moved: await presentPath(ctx, found.leads_to) } : { title: found.title };
}
