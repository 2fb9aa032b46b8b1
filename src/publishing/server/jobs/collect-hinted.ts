import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';

/**
 * Collects under a post at once, because its network called: however often it called meanwhile, it is done once. Somebody there
 * waits to be heard here, so it stands with what is punctual, where a far network's slow answers hold up nobody else; and a look that
 * met a bad moment is taken again after moments.
 */
export const collectHinted = job<{ post: number }>(
	'publishing.collect-hinted',
	{ pause: 2, retries: 5, punctual: true },
	async (ctx, { post }) => {
		await clearHint(ctx, { post });
		const problem = await collectPost(ctx, post);
		if (problem && (problem.trouble === 'transient' || problem.trouble === 'unknown-outcome')) throw problem;
	},
);

/** Before looking, not after: what happens while we look calls again. */
const clearHint = command(z.object({ post: z.number() }), async (ctx, { post }) => {
	await ctx.db.updateTable('publishing.post').set({ hinted: null }).where('id', '=', post).execute();
});
