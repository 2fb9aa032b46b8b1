import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { versionsForgotten } from '#community/events.ts';
import { mayForgetVersions } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';

/**
 * Erases what a comment said before it was changed: a telephone number that should never have stood there. That it was
 * changed stays visible. Safe to run twice. Throws Problem `comment.not-found`.
 */
export const forgetVersions = command(z.object({ id: idField }), async (ctx, { id }) => {
	const comment = await loadComment(ctx, id);
	authorize(ctx.actor, 'comment.edit', mayForgetVersions, comment.state);
	const gone = await ctx.db.deleteFrom('community.version').where('comment', '=', id).executeTakeFirst();
	if (gone.numDeletedRows)
		ctx.record({
			name: versionsForgotten,
			about: `comment:${id}`,
			data: { comment: id, versions: Number(gone.numDeletedRows), by: memberOf(ctx.actor) },
		});
	return { id };
});
