import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { plainPath } from '#seo/redirect.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';
import { verifyMention } from '#seo/server/jobs/verify-mention.ts';

export const ReceiveMention = z.object({
	source: z.string().max(2000, 'too-long'),
	target: z.string().max(2000, 'too-long'),
});

/**
 * Somebody says that a page of theirs links to an article of ours. Nothing is believed: a job looks. Everybody may say
 * so, as often as they like. Throws Problem `mention.off` (404), `mention.source` and `mention.target` (400).
 */
export const receiveMention = command(ReceiveMention, async (ctx, { source, target }) => {
	if (!(await readSettings(ctx, {})).webmention) throw new Problem('mention.off', 404);
	if (!URL.canParse(source) || !/^https?:$/.test(new URL(source).protocol)) throw new Problem('mention.source', 400);
	if (new URL(source).origin === new URL(ctx.site.url).origin) throw new Problem('mention.source', 400);
	const article = await findTarget(ctx, target);
	if (!article) throw new Problem('mention.target', 400);
	const row = { source: new URL(source).href, target: new URL(target).href, article, asked: ctx.now };
	const { id } = await ctx.db
		.insertInto('seo.mention')
		.values(row)
		.onConflict((conflict) => conflict.columns(['source', 'target']).doUpdateSet({ asked: ctx.now }))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.queue(verifyMention, { mention: id });
	return { id };
});

/** The public article at an address of this site; null when there is none. */
async function findTarget(ctx: Parameters<typeof receiveMention>[0], target: string): Promise<number | null> {
	if (!URL.canParse(target)) return null;
	const url = new URL(target);
	if (url.origin !== new URL(ctx.site.url).origin) return null;
	const slug = /^\/articles\/([^/]+)$/.exec(plainPath(url.pathname))?.[1];
	if (!slug) return null;
	const row = await ctx.db
		.selectFrom('content.article')
		.select('id')
		.where('slug', '=', decodeURIComponent(slug))
		.where('published', '<=', ctx.now)
		.executeTakeFirst();
	return row?.id ?? null;
}
