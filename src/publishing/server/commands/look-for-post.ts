import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import type { Found } from '#network/network.ts';
import { asNetworkProblem, type NetworkProblem } from '#network/network-problem.ts';
import { postThings } from '#publishing/elsewhere.ts';
import { postPublished } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { deliverFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';
import { actFor } from '#publishing/server/open-account.ts';

const OnePost = z.object({ post: z.coerce.number().int().positive() });

/**
 * Looks once more whether a post is there that nobody could confirm. Nothing is sent. Found, it is published; else its log says
 * what the look gave. Throws Problem `post.not-found`, `post.not-unconfirmed` (409).
 */
export async function lookForPost(ctx: Ctx, input: z.input<typeof OnePost>): Promise<{ found: boolean }> {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const { post: id } = checkInput(OnePost, input);
	const row = await ctx.db
		.selectFrom('publishing.post as post')
		.leftJoin('publishing.link as link', 'link.id', 'post.link')
		.select(['post.account', 'post.text', 'post.pictures', 'post.article', 'post.key', 'post.staged'])
		.select(['post.tried', 'post.unconfirmed', 'link.code'])
		.where('post.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('post');
	if (!row.unconfirmed) throw new Problem('post.not-unconfirmed', 409);
	const link = row.code ? `${ctx.site.url}/go/${row.code}` : null;
	const began = ctx.now;
	let result: Found | NetworkProblem;
	try {
		result = await actFor(ctx, row.account, async ({ network, account }) => {
			const post = { ...(await composePost(ctx, { ...row, link }, network.limits)), staged: row.staged };
			return network.findPublished(ctx, account, post, row.key, row.tried ?? row.unconfirmed ?? ctx.now);
		});
	} catch (error) {
		result = asNetworkProblem(error);
	}
	return keepLook(ctx, { post: id, began, result });
}

const Look = z.object({ post: z.number(), began: z.date(), result: z.custom<Found | NetworkProblem>() });

const keepLook = command(Look, async (ctx, { post: id, began, result }) => {
	const post = await ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.article', 'post.tried', 'account.network'])
		.where('post.id', '=', id)
		.where('post.unconfirmed', 'is not', null)
		.forUpdate('post')
		.executeTakeFirst();
	// Somebody decided meanwhile.
	if (!post) return { found: false };
	const problem = typeof result === 'object' && 'trouble' in result ? result : null;
	const found = typeof result === 'object' && 'id' in result ? result : null;
	await ctx.db
		.insertInto('publishing.attempt')
		.values({
			post: id,
			began,
			ended: ctx.now,
			kind: found ? 'published' : 'looked',
			trouble: found ? null : (problem?.trouble ?? (result === 'absent' ? 'not-seen' : 'cannot-tell')),
			details: problem?.details ?? null,
		})
		.execute();
	if (!found) return { found: false };
	await ctx.db
		.updateTable('publishing.post')
		.set({
			published: post.tried ?? ctx.now,
			external_id: found.id,
			external_url: found.url,
			next_collect: ctx.now,
			unconfirmed: null,
			trouble: null,
			trouble_details: null,
		})
		.where('id', '=', id)
		.execute();
	ctx.queue(deliverFollowUps, { post: id });
	ctx.record({
		name: postPublished,
		about: postThings(id, post.article),
		data: { post: id, network: post.network, article: post.article, url: found.url },
	});
	return { found: true };
});
