import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { unnameForeign } from '#community/server/index.ts';
import { keepUnnamed } from '#publishing/server/index.ts';
import { mayAnswer } from '#inbox/policy.ts';

/**
 * Somebody on a network asked that their name is not shown here: it leaves everything of theirs that came home, and what comes later
 * comes without it. Whoever answers still knows whom. Safe to repeat. Throws Problem `conversation.not-found`.
 */
export const hideAuthor = command(
	z.object({ conversation: z.coerce.number().int().positive() }),
	async (ctx, { conversation: id }) => {
		const said = await ctx.db
			.selectFrom('inbox.conversation as conversation')
			.innerJoin('publishing.comment as comment', 'comment.id', 'conversation.foreign_comment')
			.select(['conversation.origin', 'comment.author_name'])
			.where('conversation.id', '=', id)
			.executeTakeFirst();
		authorize(ctx.actor, 'conversation.answer', mayAnswer, null);
		if (!said?.author_name) throw notFound('conversation');
		const author = { network: said.origin, author: said.author_name };
		await keepUnnamed(ctx, author);
		await unnameForeign(ctx, author);
	},
);
