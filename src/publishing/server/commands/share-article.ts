import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { writeMentions } from '#network/mention.ts';
import { networkCalled } from '#network/known-networks.ts';
import { accountLimits } from '#publishing/server/account-limits.ts';
import { readHandles } from '#publishing/server/queries/list-handles.ts';
import { mayShare } from '#publishing/policy.ts';
import { requireOwnApproval } from '#publishing/server/approval.ts';
import { placePost, refusalsOf, refusedInput } from '#publishing/server/place-post.ts';

export const ShareArticle = z.object({
	article: z.coerce.number().int().positive(),
	account: z.coerce.number().int().positive(),
	text: z.string().trim().min(1, 'missing').max(100_000),
	/** Ids of pictures. Absent: none, or the article's cover where nothing goes out without a picture. */
	pictures: z.array(z.number().int().positive()).max(20).optional(),
	/** Made when the form was opened: a form that is sent twice is one post. */
	key: z
		.string()
		.regex(/^[a-z0-9]{16,40}$/)
		.optional(),
});

/**
 * Queues a post about a published article for a network account, with a tracked link of its own. Throws Problem
 * `article.not-found`, `article.not-published` (409), `account.not-found`, `account.refused` (409), `input.invalid`
 * (`text: too-long`, and what else the network would refuse).
 */
export const shareArticle = command(
	ShareArticle,
	async (ctx, { article: articleId, account: accountId, text, pictures, key = randomToken(20) }) => {
		authorize(ctx.actor, 'post.share', mayShare, null);
		await requireOwnApproval(ctx);
		const known = await ctx.db.selectFrom('publishing.post').select('id').where('key', '=', key).executeTakeFirst();
		if (known) return { post: known.id };
		const article = await findArticle(ctx, { id: articleId });
		if (!article) throw notFound('article');
		if (!article.published || article.published > ctx.now) throw new Problem('article.not-published', 409);
		const account = await ctx.db
			.selectFrom('publishing.account')
			.select(['id', 'network', 'refused', 'limits'])
			.where('id', '=', accountId)
			.executeTakeFirst();
		if (!account) throw notFound('account');
		if (account.refused) throw new Problem('account.refused', 409);
		const limits = accountLimits(account) ?? networkCalled(account.network).limits;
		const chosen = pictures ?? (limits.pictures?.least ? await coverOf(ctx, article.id) : []);
		const named = writeMentions(text, limits, (await readHandles(ctx))(account.network));
		const post = { text: named, target: article.path, pictures: chosen };
		const wrong = await refusalsOf(ctx, limits, post);
		if (wrong.length) throw refusedInput(wrong, 'text');
		const made = await placePost(ctx, {
			...post,
			account: account.id,
			article: article.id,
			label: article.title,
			author: memberOf(ctx.actor),
			key,
		});
		// The same form, sent twice at the same moment: the other one is the post, and this one leaves nothing behind.
		if (made === null) throw new Problem('post.just-sent', 409);
		return { post: made };
	},
);

/** The picture at the head of an article, if it has one. */
async function coverOf(ctx: Ctx, article: number): Promise<number[]> {
	const row = await ctx.db.selectFrom('content.article').select('cover').where('id', '=', article).executeTakeFirst();
	return row?.cover ? [row.cover] : [];
}
