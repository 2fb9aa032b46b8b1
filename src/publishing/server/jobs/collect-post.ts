import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Network, NetworkComment, OwnAccount, Reach } from '#network/network.ts';
import { asNetworkProblem, type NetworkProblem } from '#network/network-problem.ts';
import { lookingShare } from '#network/usage.ts';
import { commentCollected, commentWithdrawn } from '#publishing/events.ts';
import { noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';
import { nextCollect } from '#publishing/server/next-collect.ts';

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
		await postpone(ctx, { post: id, until: problem.trouble === 'not-found' ? null : (problem.until ?? undefined) });
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

const KeepCollected = z.object({
	post: z.number(),
	reach: z.custom<Reach>(),
	comments: z.custom<NetworkComment[]>(),
	/** These are all that there are: what is not among them is gone, if it was here before we looked; the last that was. Null: there may be more. */
	missing: z.number().nullable(),
});

const keepCollected = command(KeepCollected, async (ctx, { post, reach, comments, missing }) => {
	const { published } = await ctx.db
		.selectFrom('publishing.post')
		.select('published')
		.where('id', '=', post)
		.forUpdate()
		.executeTakeFirstOrThrow();
	await ctx.db
		.updateTable('publishing.post')
		.set({
			reach: reach.reached,
			views: reach.views,
			likes: reach.likes,
			comments: reach.comments,
			collected: ctx.now,
			next_collect: nextCollect(published!, ctx.now),
		})
		.where('id', '=', post)
		.execute();
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
});

/** The comment that was brought home last; 0 when none was. */
async function lastComment(ctx: Ctx, post: number): Promise<number> {
	const { last } = await ctx.db
		.selectFrom('publishing.comment')
		.select((eb) => eb.fn.max('id').as('last'))
		.where('post', '=', post)
		.executeTakeFirstOrThrow();
	return Number(last ?? 0);
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

const Postpone = z.object({ post: z.number(), until: z.date().nullish() });

/** Puts the next collection off; null: there is nothing to collect any more. */
const postpone = command(Postpone, async (ctx, { post, until }) => {
	await ctx.db
		.updateTable('publishing.post')
		.set({ next_collect: until === null ? null : (until ?? new Date(ctx.now.getTime() + 5 * 60_000)) })
		.where('id', '=', post)
		.execute();
});
