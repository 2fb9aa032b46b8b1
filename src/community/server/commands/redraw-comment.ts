import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Document } from '#platform/document/schema.ts';
import { findPictures } from '#media/server/index.ts';
import { commentRedrawn } from '#community/events.ts';
import { pictureIds } from '#community/pictured.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { drawComment } from '#community/server/render-comment.ts';

/** Makes the HTML of a comment anew, because a picture in it has other files now: not a word of it changes. What is gone needs nothing. */
export const redrawComment = command(z.object({ id: idField }), async (ctx, { id }) => {
	const known = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select(['comment.body', 'comment.body_html', 'comment.hidden', 'thread.id', 'thread.subject', 'thread.category'])
		.where('comment.id', '=', id)
		.where('comment.deleted', 'is', null)
		.forNoKeyUpdate('comment')
		.executeTakeFirst();
	if (!known) return;
	const body = known.body as unknown as Document;
	const body_html = drawComment(ctx, body, await findPictures(ctx, pictureIds(body)));
	if (body_html === known.body_html) return;
	await ctx.db.updateTable('community.comment').set({ body_html }).where('id', '=', id).execute();
	if (!known.hidden)
		ctx.record({ name: commentRedrawn, about: aboutThread(known), data: { thread: known.id, comment: id } });
});
