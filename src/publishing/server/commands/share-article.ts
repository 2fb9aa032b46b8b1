import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound, Problem, type FieldProblem } from '#platform/problem.ts';
import { randomToken } from '#platform/token.ts';
import { findArticle } from '#content/server/index.ts';
import { networkCalled } from '#network/known-networks.ts';
import { prepare, type Objection } from '#network/prepare.ts';
import { postQueued } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { codeLength, createLink } from '#publishing/server/commands/create-link.ts';
import { outgoingPictures } from '#publishing/server/compose-post.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';

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
		const chosen = pictures ?? (limits.pictures?.least ? await coverOf(ctx, article.id) : []);
		const wrong = prepare(limits, {
			text,
			// Every link is as long as this one.
			link: `${ctx.site.url}/go/${'x'.repeat(codeLength)}`,
			pictures: await outgoingPictures(ctx, chosen),
		}).filter(({ stops }) => stops);
		if (wrong.length) throw invalidInput(wrong.map(fieldProblem));

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
				pictures: chosen,
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

/** The picture at the head of an article, if it has one. */
async function coverOf(ctx: Ctx, article: number): Promise<number[]> {
	const row = await ctx.db.selectFrom('content.article').select('cover').where('id', '=', article).executeTakeFirst();
	return row?.cover ? [row.cover] : [];
}

const fieldProblem = ({ key }: Objection): FieldProblem =>
	key === 'text-too-long' ? { path: 'text', key: 'too-long' } : { path: 'text', key };
