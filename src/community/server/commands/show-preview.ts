import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Document } from '#platform/document/schema.ts';
import { previewFound } from '#community/events.ts';
import { mayBringHome } from '#community/policy.ts';
import { linkToPreview } from '#community/preview.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';

/**
 * Shows, below a comment, what the page says that it links to first; nothing any more where it links nowhere now. The words of
 * this moment decide. Safe to run twice.
 */
export const showPreview = command(
	z.object({ comment: idField, preview: idField.nullable() }),
	async (ctx, { comment: id, preview }) => {
		const comment = await ctx.db
			.selectFrom('community.comment as comment')
			.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
			.select(['comment.body', 'comment.preview', 'thread.id', 'thread.subject', 'thread.category'])
			.where('comment.id', '=', id)
			.where('comment.deleted', 'is', null)
			.forNoKeyUpdate('comment')
			.executeTakeFirst();
		authorize(ctx.actor, 'preview.keep', mayBringHome, null);
		if (!comment) return;
		const link = linkToPreview(comment.body as Document, new URL(ctx.site.url).host);
		const kept = preview
			? await ctx.db.selectFrom('community.preview').select('address').where('id', '=', preview).executeTakeFirst()
			: undefined;
		const shown = kept && kept.address === link ? preview : null;
		if (comment.preview === shown) return;
		await ctx.db.updateTable('community.comment').set({ preview: shown }).where('id', '=', id).execute();
		ctx.record({ name: previewFound, about: aboutThread(comment).slice(0, 2), data: { preview: shown, comment: id } });
	},
);
