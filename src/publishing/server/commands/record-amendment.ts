import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mostTries, nextTry } from '#network/attempt.ts';
import { passes, type NetworkProblem } from '#network/network-problem.ts';
import { postThings } from '#publishing/elsewhere.ts';
import { commentWithdrawn, postChangeFailed, postEdited, postWithdrawn } from '#publishing/events.ts';

const Recorded = z.object({ amendment: z.number(), began: z.date(), problem: z.custom<NetworkProblem | null>() });

/** Writes down what an attempt at a change led to, and gives when it is tried again. What failed leaves the post as it stood. */
export const recordAmendment = command(
	Recorded,
	async (ctx, { amendment: id, began, problem }): Promise<Date | null> => {
		const row = await ctx.db
			.selectFrom('publishing.amendment as amendment')
			.innerJoin('publishing.post as post', 'post.id', 'amendment.post')
			.select(['amendment.post', 'amendment.text', 'amendment.tries', 'amendment.asked_by', 'post.article'])
			.where('amendment.id', '=', id)
			.where('amendment.done', 'is', null)
			.where('amendment.failed', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		if (!row) return null;
		const { post, article } = row;
		const update = ctx.db.updateTable('publishing.amendment').where('id', '=', id);
		// The same words twice, or gone already, do no harm: a change whose answer never came is simply made again.
		const again = problem && row.tries < mostTries && (passes(problem) || problem.trouble === 'unknown-outcome');
		const kind = problem ? (again ? 'again' : 'failed') : row.text === null ? 'withdrawn' : 'edited';
		await ctx.db
			.insertInto('publishing.attempt')
			.values({
				post,
				began,
				ended: ctx.now,
				kind,
				trouble: problem?.trouble ?? null,
				details: problem?.details ?? null,
			})
			.execute();
		if (again) {
			const when = nextTry(ctx.now, row.tries, problem);
			await update.set({ next_try: when, trouble: problem.trouble, trouble_details: problem.details }).execute();
			return when;
		}
		if (problem) {
			const why = { trouble: problem.trouble, trouble_details: problem.details };
			await update.set({ failed: ctx.now, next_try: null, ...why }).execute();
			ctx.record({ name: postChangeFailed, about: `post:${post}`, data: { post, trouble: problem.trouble } });
			return null;
		}
		await update.set({ done: ctx.now, next_try: null, trouble: null, trouble_details: null }).execute();
		if (row.text === null) await takeBack(ctx, post, row.asked_by);
		else
			await ctx.db
				.updateTable('publishing.post')
				.set({ text: row.text, edited: ctx.now })
				.where('id', '=', post)
				.execute();
		ctx.record({
			name: row.text === null ? postWithdrawn : postEdited,
			about: postThings(post, article),
			data: { post, article },
		});
		return null;
	},
);

/** What was said under it went with it, there and here. */
async function takeBack(ctx: Ctx, post: number, by: number | null): Promise<void> {
	await ctx.db
		.updateTable('publishing.post')
		.set({ withdrawn: ctx.now, withdrawn_by: by, next_collect: null, hinted: null })
		.where('id', '=', post)
		.execute();
	const gone = await ctx.db
		.updateTable('publishing.comment')
		.set({ withdrawn: ctx.now, text: '', author_name: '', author_url: null, url: null })
		.where('post', '=', post)
		.where('withdrawn', 'is', null)
		.returning('id')
		.execute();
	for (const { id } of gone) ctx.record({ name: commentWithdrawn, about: `post:${post}`, data: { post, comment: id } });
}
