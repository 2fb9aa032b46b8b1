import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { countText } from '#network/count-text.ts';
import { networkCalled } from '#network/known-networks.ts';
import { postQueued } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { createLink } from '#publishing/server/commands/create-link.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';

export const ShareArticle = z.object({
	article: z.coerce.number().int().positive(),
	account: z.coerce.number().int().positive(),
	text: z.string().trim().min(1, 'missing').max(100_000),
	/** Made when the form was opened: a form that is sent twice is one post. */
	key: z
		.string()
		.regex(/^[a-z0-9]{16,40}$/)
		.optional(),
});

/**
 * Queues a post about a published article for a network account, with a tracked link of its own. Throws Problem
 * `article.not-found`, `article.not-published` (409), `account.not-found`, `account.refused` (409), `input.invalid`
 * (`text: too-long`).
 */
export const shareArticle = command(
	ShareArticle,
	async (ctx, { article: articleId, account: accountId, text, key = randomToken(20) }) => {
		authorize(ctx.actor, 'post.share', mayShare, null);
		const known = await ctx.db.selectFrom('publishing.post').select('id').where('key', '=', key).executeTakeFirst();
		if (known) return { post: known.id };
		const article = await findArticle(ctx, { id: articleId });
		if (!article) throw notFound('article');
		if (!article.published || article.published > ctx.now) throw new Problem('article.not-published', 409);
		const account = await ctx.db
			.selectFrom('publishing.account')
			.select(['id', 'network', 'refused'])
			.where('id', '=', accountId)
			.executeTakeFirst();
		if (!account) throw notFound('account');
		if (account.refused) throw new Problem('account.refused', 409);
		const { limits } = networkCalled(account.network);
		if (countText(text, limits.post) > limits.post.most) throw invalidInput([{ path: 'text', key: 'too-long' }]);

		const link = await createLink(ctx, {
			target: article.path,
			article: article.id,
			label: article.title.slice(0, 200),
		});
		const made = await ctx.db
			.insertInto('publishing.post')
			.values({
				account: account.id,
				article: article.id,
				link: link.id,
				text,
				author: memberOf(ctx.actor),
				key,
				queued: ctx.now,
			})
			.onConflict((conflict) => conflict.column('key').doNothing())
			.returning('id')
			.executeTakeFirst();
		// The same form, sent twice at the same moment: the other one is the post, and this one leaves nothing behind.
		if (!made) throw new Problem('post.just-sent', 409);
		await ctx.db.updateTable('publishing.link').set({ post: made.id }).where('id', '=', link.id).execute();
		ctx.record({
			name: postQueued,
			about: `post:${made.id}`,
			data: { post: made.id, account: account.id, article: article.id },
		});
		ctx.queue(deliverPost, { post: made.id });
		return { post: made.id };
	},
);
