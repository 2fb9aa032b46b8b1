import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Told } from '#network/webhook.ts';
import { commentCollected } from '#publishing/events.ts';

/**
 * Takes down a comment that a network told and that cannot be read again there; told twice, it is there once. Gives how many
 * are new: none when it stands under nothing of ours, or one of us said it.
 */
export const takeTold = command(
	z.object({ network: z.string(), told: z.custom<Told>() }),
	async (ctx, { network, told: { under, said } }): Promise<number> => {
		if (said.own) return 0;
		const post = await findPost(ctx, network, under);
		if (post === null) return 0;
		const made = await ctx.db
			.insertInto('publishing.comment')
			.values({
				post,
				external_id: said.id,
				external_parent: said.parent,
				author_name: said.author.name.slice(0, 200),
				author_url: said.author.url,
				text: said.text.slice(0, 50_000),
				url: said.url,
				posted: said.posted,
				collected: ctx.now,
			})
			.onConflict((conflict) => conflict.columns(['post', 'external_id']).doNothing())
			.returning('id')
			.executeTakeFirst();
		if (!made) return 0;
		ctx.record({ name: commentCollected, about: `post:${post}`, data: { post, comment: made.id } });
		return 1;
	},
);

/** The post of ours that it stands under; null when there is none, or when its account is no longer connected. */
async function findPost(ctx: Ctx, network: string, under: Told['under']): Promise<number | null> {
	const posts = ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select('post.id')
		.where('account.network', '=', network)
		.where('account.refused', 'is', null)
		.where('post.published', 'is not', null);
	const found =
		'comment' in under
			? posts
					.innerJoin('publishing.comment as comment', 'comment.post', 'post.id')
					.where('comment.external_id', '=', under.comment)
			: posts.where('account.external_id', '=', under.account).where('post.external_id', '=', under.post);
	return (await found.executeTakeFirst())?.id ?? null;
}
