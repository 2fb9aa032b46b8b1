import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import type { NetworkComment, Reach } from '#network/network.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
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
 * again each time: ids of a network need not become visible in their order, and what is known already changes nothing.
 */
export async function collectPost(ctx: Ctx, id: number): Promise<void> {
	const post = await ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.account', 'post.external_id', 'account.refused'])
		.where('post.id', '=', id)
		.where('post.published', 'is not', null)
		.where('post.withdrawn', 'is', null)
		.executeTakeFirst();
	if (!post?.external_id || post.refused) return;
	const { account, external_id: there } = post;
	const held = await heldUntil(ctx, account, lookingShare);
	if (held) return postpone(ctx, { post: id, until: held });
	try {
		await actFor(ctx, account, async ({ network, account: own }) => {
			const known = await lastComment(ctx, id);
			const reach = await network.readReach(ctx, own, there);
			const comments: NetworkComment[] = [];
			let cursor: string | null = null;
			// What was only told stays until somebody takes it away here.
			let whole = network.collectComments !== undefined;
			for (let page = 0; network.collectComments && page < mostPages; page++) {
				const part = await network.collectComments(ctx, own, there, cursor);
				comments.push(...part.comments);
				cursor = part.next;
				whole &&= part.whole ?? true;
				if (cursor === null) break;
			}
			await keepCollected(ctx, {
				post: id,
				reach,
				comments: comments.filter(({ own }) => !own),
				missing: whole && cursor === null ? known : null,
			});
		});
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('collecting failed', { post: id, trouble: problem.trouble, ...problem.details });
		if (problem.trouble === 'auth-expired') await renewSoon(ctx, { account: post.account });
		if (problem.trouble === 'auth-revoked') await noteRefusal(ctx, { account: post.account, trouble: problem.trouble });
		await postpone(ctx, { post: id, until: problem.trouble === 'not-found' ? null : (problem.until ?? undefined) });
	}
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

/** Collects under a post at once, because its network called: however often it called meanwhile, it is done once. */
export const collectHinted = job<{ post: number }>('publishing.collect-hinted', { pause: 2 }, async (ctx, { post }) => {
	await clearHint(ctx, { post });
	await collectPost(ctx, post);
});

/** Before looking, not after: what happens while we look calls again. */
const clearHint = command(z.object({ post: z.number() }), async (ctx, { post }) => {
	await ctx.db.updateTable('publishing.post').set({ hinted: null }).where('id', '=', post).execute();
});
