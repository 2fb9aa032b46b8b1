import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { NetworkComment, Reach } from '#network/network.ts';
import { postThings } from '#publishing/elsewhere.ts';
import { commentCollected, commentWithdrawn, postLiked } from '#publishing/events.ts';
import { nextCollect } from '#publishing/server/next-collect.ts';

const KeepCollected = z.object({
	post: z.number(),
	reach: z.custom<Reach>(),
	comments: z.custom<NetworkComment[]>(),
	/** These are all that there are: what is not among them is gone, if it was here before we looked; the last that was. Null: there may be more. */
	missing: z.number().nullable(),
});

/** Takes down what was found under a post: comments, each once, its numbers, and when to look again. */
export const keepCollected = command(KeepCollected, async (ctx, { post, reach, comments, missing }) => {
	const before = await ctx.db
		.selectFrom('publishing.post')
		.select(['article', 'likes'])
		.where('id', '=', post)
		.forUpdate()
		.executeTakeFirstOrThrow();
	for (let from = 0; from < comments.length; from += 500) {
		const rows = comments.slice(from, from + 500).map((comment) => ({
			post,
			external_id: comment.id,
			external_parent: comment.parent,
			author_name: comment.author.name.slice(0, 200),
			author_url: comment.author.url,
			text: comment.text.slice(0, 50_000),
			url: comment.url,
			posted: comment.posted,
			collected: ctx.now,
		}));
		const fresh = await ctx.db
			.insertInto('publishing.comment')
			.values(rows)
			.onConflict((conflict) => conflict.columns(['post', 'external_id']).doNothing())
			.returning('id')
			.execute();
		for (const { id } of fresh)
			ctx.record({ name: commentCollected, about: `post:${post}`, data: { post, comment: id } });
	}
	if (missing !== null) await withdrawMissing(ctx, post, comments, missing);
	await ctx.db
		.updateTable('publishing.post')
		.set({
			reach: reach.reached,
			views: reach.views,
			likes: reach.likes,
			comments: reach.comments,
			clicks: reach.clicks,
			collected: ctx.now,
			next_collect: nextCollect(await lastSaid(ctx, post), ctx.now),
		})
		.where('id', '=', post)
		.execute();
	if (before.article !== null && before.likes !== reach.likes)
		ctx.record({ name: postLiked, about: postThings(post, before.article), data: { post } });
});

/** When something was last said there: by us, or by somebody else. */
async function lastSaid(ctx: Ctx, post: number): Promise<Date> {
	const { rows } = await sql<{ said: Date }>`
		select greatest(published, (select max(posted) from publishing.comment where post = ${post}),
			(select max(answer.written) from inbox.answer answer
				join inbox.conversation talk on talk.id = answer.conversation where talk.post = ${post})) as said
		from publishing.post where id = ${post}`.execute(ctx.db);
	return rows[0]!.said;
}

/**
 * What is no longer there is no longer here, neither its words nor who said them. What somebody else brought home while we looked
 * is younger than our look, and nothing is said by its missing.
 */
async function withdrawMissing(
	ctx: Ctx,
	post: number,
	comments: readonly NetworkComment[],
	last: number,
): Promise<void> {
	const present = comments.map(({ id }) => id);
	const gone = await ctx.db
		.updateTable('publishing.comment')
		.set({ withdrawn: ctx.now, text: '', author_name: '', author_url: null, url: null })
		.where('post', '=', post)
		.where('withdrawn', 'is', null)
		.where('id', '<=', last)
		.where((eb) => eb.not(eb('external_id', '=', eb.fn.any(eb.val(present)))))
		.returning('id')
		.execute();
	for (const { id } of gone) ctx.record({ name: commentWithdrawn, about: `post:${post}`, data: { post, comment: id } });
}
