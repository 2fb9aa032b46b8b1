import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { accessParts } from '#community/server/access.ts';

/** Where a thread went on that was merged into another, or null: it was not, or that one may not be read. */
export const findMergedPath = query(z.object({ thread: idField }), async (ctx, { thread }): Promise<string | null> => {
	const into = await ctx.db
		.selectFrom('community.thread as thread')
		.innerJoin('community.thread as into', 'into.id', 'thread.merged_into')
		.select(['into.path', 'into.closed', 'into.hidden', 'into.withdrawn'])
		.select(accessParts(ctx.actor, 'into'))
		.where('thread.id', '=', thread)
		.executeTakeFirst();
	return into && mayReadThread(ctx.actor, into) ? into.path : null;
});
