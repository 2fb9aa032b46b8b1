import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { conversationOpened } from '#inbox/events.ts';
import { closeGone } from '#inbox/server/close-gone.ts';

const One = z.object({ mention: z.number() });

/** Somebody linked to us elsewhere: that may want an answer. Safe to repeat. */
export const takeMention = command(One, async (ctx, { mention: id }) => {
	const said = await ctx.db
		.selectFrom('publishing.mention')
		.selectAll()
		.where('id', '=', id)
		.where('withdrawn', 'is', null)
		.executeTakeFirst();
	if (!said) return;
	const made = await ctx.db
		.insertInto('inbox.conversation')
		.values({
			kind: 'mention',
			origin: said.network,
			mention: id,
			author_name: said.author_name,
			text: said.text,
			opened: said.posted,
		})
		.onConflict((conflict) => conflict.column('mention').doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made)
		ctx.record({
			name: conversationOpened,
			about: `conversation:${made.id}`,
			data: { conversation: made.id, origin: said.network },
		});
});

/** It is gone there: nobody has to answer it, and nothing of it is left. Safe to repeat. */
export const takeAwayMention = command(One, async (ctx, { mention }) => {
	const conversation = await ctx.db
		.selectFrom('inbox.conversation')
		.select(['id', 'closed'])
		.where('mention', '=', mention)
		.forUpdate()
		.executeTakeFirst();
	if (conversation) await closeGone(ctx, conversation);
});
