import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { everyNetwork } from '#network/known-networks.ts';
import type { Cost, Network, OwnAccount } from '#network/network.ts';
import { mayAmendPost, maySeePosts, mayShare } from '#publishing/policy.ts';
import { remedyOf } from '#publishing/post-remedy.ts';
import { composePost } from '#publishing/server/compose-post.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { listAttempts } from '#publishing/server/queries/list-attempts.ts';
import { listFollowUps } from '#publishing/server/queries/list-follow-ups.ts';
import { readPost } from '#publishing/server/queries/list-posts.ts';

/**
 * What the page of one post shows: the post, its log, what helps when it did not go out, what speaks for its being there,
 * what may be changed there, and what each would cost. Throws Problem `post.not-found`.
 */
export const readPostDesk = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'post.list', maySeePosts, null);
	// First: what is not there is said so, before what hangs on it is missed.
	const post = await readPost(ctx, { id });
	const [attempts, row, change, followUps] = await Promise.all([
		listAttempts(ctx, { post: id }),
		findMore(ctx, id),
		findChange(ctx, id),
		listFollowUps(ctx, { post: id }),
	]);
	const network = everyNetwork().find(({ name }) => name === post.account.network);
	const standing = post.state === 'published' && row.external_id !== null && !row.refused;
	const may = mayAmendPost(ctx.actor, { author: post.author });
	const open = change !== null && !change.done && !change.failed;
	const troubled = post.state === 'failed' || post.state === 'unconfirmed';
	return {
		post,
		attempts,
		draft: row.draft,
		pictures: row.pictures.length,
		change,
		followUps,
		maySend: mayShare(ctx.actor),
		remedy: remedyOf(post.trouble),
		/** Whether its network can be asked if a post stands there. */
		tells: network !== undefined && network.idempotency.by !== 'nothing',
		/** How often its own link was followed since it was first sent: nobody else has that link. */
		followed: troubled && row.link !== null ? await countClicks(ctx, row.link, post.tried) : 0,
		edit: {
			offered: Boolean(network?.edit),
			may: standing && may && !open,
			cost:
				standing && may && network?.edit && network.changeCost
					? await costOf(ctx, row.account, (...at) => changeCost(...at, 'edit'))
					: null,
		},
		withdraw: {
			offered: Boolean(network?.delete),
			may: standing && may && !open,
			cost:
				standing && may && network?.delete && network.changeCost
					? await costOf(ctx, row.account, (...at) => changeCost(...at, 'delete'))
					: null,
		},
		/** What sending it again would cost. */
		cost:
			troubled && network?.cost && !row.refused
				? await costOf(
						ctx,
						row.account,
						async (opened, account) =>
							(await opened.cost?.(
								ctx,
								account,
								await composePost(ctx, { ...row, link: post.link?.url ?? null }, opened.limits),
							)) ?? null,
					)
				: null,
	};

	async function changeCost(opened: Network, account: OwnAccount, change: 'edit' | 'delete'): Promise<Cost | null> {
		return (await opened.changeCost?.(ctx, account, change)) ?? null;
	}
});

const findMore = (ctx: Ctx, id: number) =>
	ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.leftJoin('publishing.variant as variant', 'variant.post', 'post.id')
		.select(['post.account', 'post.text', 'post.article', 'post.external_id', 'post.pictures', 'post.link'])
		.select(['account.refused', 'variant.draft'])
		.where('post.id', '=', id)
		.executeTakeFirstOrThrow();

/** What was last wanted of it, if it was not simply done. */
async function findChange(ctx: Ctx, post: number) {
	const row = await ctx.db
		.selectFrom('publishing.amendment')
		.select(['text', 'asked', 'done', 'failed', 'trouble', 'next_try'])
		.where('post', '=', post)
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row && !row.done ? row : null;
}

async function countClicks(ctx: Ctx, link: number, since: Date | null): Promise<number> {
	const { count } = await ctx.db
		.selectFrom('insight.click')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('link', '=', link)
		.where('clicked', '>=', since ?? new Date(0))
		.executeTakeFirstOrThrow();
	return Number(count);
}

/** What something would cost; null when it costs nothing, or the network does not say just now. */
async function costOf(
	ctx: Ctx,
	account: number,
	ask: (network: Network, account: OwnAccount) => Promise<Cost | null>,
): Promise<Cost | null> {
	try {
		return await actFor(ctx, account, (opened) => ask(opened.network, opened.account));
	} catch (error) {
		ctx.log.warn('cost not known', { account, error });
		return null;
	}
}
