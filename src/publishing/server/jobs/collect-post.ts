import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Network, NetworkComment, OwnAccount } from '#network/network.ts';
import { asNetworkProblem, type NetworkProblem } from '#network/network-problem.ts';
import { lookingShare } from '#network/usage.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { keepCollected } from '#publishing/server/commands/keep-collected.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';
import { afterFailure, askedLess } from '#publishing/server/next-collect.ts';

/** Pages of comments that one collection reads at most. */
const mostPages = 40;

/**
 * Brings home what happened under a post: comments of other people, each once, and the numbers. Everything is read
 * again each time: ids of a network need not become visible in their order, and what is known already changes nothing. Gives what stood
 * in the way, if anything did; the post is looked at again later in any case.
 */
export async function collectPost(ctx: Ctx, id: number): Promise<NetworkProblem | null> {
	const post = await ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.account', 'post.external_id', 'account.refused'])
		.where('post.id', '=', id)
		.where('post.published', 'is not', null)
		.where('post.withdrawn', 'is', null)
		.executeTakeFirst();
	if (!post?.external_id || post.refused) return null;
	const { account, external_id: there } = post;
	const held = await heldUntil(ctx, account, lookingShare);
	if (held) {
		await postpone(ctx, { post: id, until: held });
		return null;
	}
	try {
		await actFor(ctx, account, async ({ network, account: own }) => {
			const known = await lastComment(ctx, id);
			// Side by side: somebody waits for the words, and a far network thinks before each answer.
			const [reach, { comments, whole }] = await Promise.all([
				network.readReach(ctx, own, there),
				readComments(ctx, network, own, there),
			]);
			await keepCollected(ctx, {
				post: id,
				reach,
				comments: comments.filter(({ own }) => !own),
				missing: whole ? known : null,
			});
		});
		return null;
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('collecting failed', { post: id, trouble: problem.trouble, ...problem.details });
		if (problem.trouble === 'auth-expired') await renewSoon(ctx, { account: post.account });
		if (problem.trouble === 'auth-revoked') await noteRefusal(ctx, { account: post.account, trouble: problem.trouble });
		await postpone(ctx, { post: id, until: problem.trouble === 'not-found' ? null : whenAgain(ctx, problem) });
		return problem;
	}
}

/** All that is listed under a post; `whole` says whether that is all there is. */
async function readComments(
	ctx: Ctx,
	network: Network,
	own: OwnAccount,
	there: string,
): Promise<{ comments: NetworkComment[]; whole: boolean }> {
	const comments: NetworkComment[] = [];
	// What was only told stays until somebody takes it away here.
	if (!network.collectComments) return { comments, whole: false };
	let whole = true;
	let cursor: string | null = null;
	for (let page = 0; page < mostPages; page++) {
		const part = await network.collectComments(ctx, own, there, cursor);
		comments.push(...part.comments);
		cursor = part.next;
		whole &&= part.whole ?? true;
		if (cursor === null) return { comments, whole };
	}
	return { comments, whole: false };
}

/** The comment that was brought home last; 0 when none was. */
async function lastComment(ctx: Ctx, post: number): Promise<number> {
	const { last } = await ctx.db
		.selectFrom('publishing.comment')
		.select((eb) => eb.fn.max('id').as('last'))
		.where('post', '=', post)
		.executeTakeFirstOrThrow();
	return Number(last ?? 0);
}

/** When to look again after a look that failed. */
const whenAgain = (ctx: Ctx, { trouble, until }: NetworkProblem): Date =>
	until ?? new Date(ctx.now.getTime() + (trouble === 'rate-limited' ? askedLess : afterFailure));

const Postpone = z.object({ post: z.number(), until: z.date().nullable() });

/** Puts the next collection off; null: there is nothing to collect any more. */
const postpone = command(Postpone, async (ctx, { post, until }) => {
	await ctx.db.updateTable('publishing.post').set({ next_collect: until }).where('id', '=', post).execute();
});
