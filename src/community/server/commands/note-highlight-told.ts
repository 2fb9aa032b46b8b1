import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { mayTellHighlight } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';

/** Notes that the thread of a week is being told of. Throws Problem `highlight.told` (409) the second time. */
export const noteHighlightTold = command(z.object({ thread: idField }), async (ctx, { thread }) => {
	authorize(ctx.actor, 'highlight.tell', mayTellHighlight, null);
	const row = await ctx.db
		.updateTable('community.highlight')
		.set({ told: ctx.now, told_by: memberOf(ctx.actor) })
		.where('thread', '=', thread)
		.where('told', 'is', null)
		.returning('thread')
		.executeTakeFirst();
	if (!row) throw new Problem('highlight.told', 409);
});
