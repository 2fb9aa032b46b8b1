import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { findMentioned } from '#seo/server/mentioned.ts';
import { readSettings } from '#seo/server/queries/read-settings.ts';
import { verifyMention } from '#seo/server/jobs/verify-mention.ts';

export const ReceiveMention = z.object({
	source: z.string().max(2000, 'too-long'),
	target: z.string().max(2000, 'too-long'),
});

/**
 * Somebody says that a page of theirs links to an article, a page or a series of ours. Nothing is believed: a job looks. Everybody may say
 * so, as often as they like. Throws Problem `mention.off` (404), `mention.source` and `mention.target` (400).
 */
export const receiveMention = command(ReceiveMention, async (ctx, { source, target }) => {
	if (!(await readSettings(ctx, {})).webmention) throw new Problem('mention.off', 404);
	if (!URL.canParse(source) || !/^https?:$/.test(new URL(source).protocol)) throw new Problem('mention.source', 400);
	if (new URL(source).origin === new URL(ctx.site.url).origin) throw new Problem('mention.source', 400);
	const mentioned = await findMentioned(ctx, target);
	if (!mentioned) throw new Problem('mention.target', 400);
	const row = { source: new URL(source).href, target: new URL(target).href, ...mentioned, asked: ctx.now };
	const { id } = await ctx.db
		.insertInto('seo.mention')
		.values(row)
		.onConflict((conflict) => conflict.columns(['source', 'target']).doUpdateSet({ asked: ctx.now }))
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.queue(verifyMention, { mention: id });
	return { id };
});
