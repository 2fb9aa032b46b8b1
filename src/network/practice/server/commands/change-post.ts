import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayPractise } from '#network/practice/policy.ts';
import { practiceLimits } from '#network/practice/practice-limits.ts';
import { checkedText } from '#network/practice/server/checked-text.ts';

const OnePost = z.strictObject({ page: z.number().int().positive(), post: z.number().int().positive() });

/** The page changes the words of its post. Throws Problem `practice.not-found` (404). */
export const changePost = command(OnePost.extend({ text: checkedText(practiceLimits.post) }), async (ctx, input) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const changed = await ctx.db
		.updateTable('practice.post')
		.set({ text: input.text })
		.where('id', '=', input.post)
		.where('page', '=', input.page)
		.returningAll()
		.executeTakeFirst();
	if (!changed) throw notFound('practice');
	return changed;
});

/** The page takes its post away, with everything under it. Throws Problem `practice.not-found` (404). */
export const removePost = command(OnePost, async (ctx, { page, post }) => {
	authorize(ctx.actor, 'practice.use', mayPractise, null);
	const gone = await ctx.db
		.deleteFrom('practice.post')
		.where('id', '=', post)
		.where('page', '=', page)
		.returning('id')
		.executeTakeFirst();
	if (!gone) throw notFound('practice');
	return gone;
});
