import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { networkCalled } from '#network/known-networks.ts';
import type { Objection } from '#network/prepare.ts';
import { everyNetwork } from '#network/known-networks.ts';
import { postThings } from '#publishing/elsewhere.ts';
import { postPublished, postQueued } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';
import { refusalsOf, refusedInput } from '#publishing/server/place-post.ts';
import { requireOwnApproval } from '#publishing/server/approval.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';

const OnePost = z.object({ post: z.coerce.number().int().positive() });

const RetryPost = OnePost.extend({
	/** In other words; only for what certainly is not there. */
	text: z.string().trim().min(1, 'missing').max(100_000).optional(),
});

/**
 * Sends a post again that failed, in other words if somebody changed them, or one that nobody could confirm and that a person
 * has looked for in vain. It keeps its key; whoever sends it again answers for it. Throws Problem `post.not-found`,
 * `post.not-failed` (409), `input.invalid` (`text`: what the network would refuse).
 */
export const retryPost = command(RetryPost, async (ctx, { post: id, text }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const post = await findForUpdate(ctx, id);
	if (!post.failed && !post.unconfirmed) throw new Problem('post.not-failed', 409);
	const changed = text !== undefined && text !== post.text;
	if (changed) {
		if (!post.failed) throw new Problem('post.not-failed', 409);
		await requireOwnApproval(ctx);
		const wrong = await refusalsOfText(ctx, post, text);
		if (wrong.length) throw refusedInput(wrong, 'text');
	}
	await ctx.db
		.updateTable('publishing.post')
		.set({
			...(changed ? { text, staged: null } : {}),
			author: memberOf(ctx.actor),
			queued: ctx.now,
			failed: null,
			unconfirmed: null,
			armed: null,
			tried: null,
			next_try: null,
			tries: 0,
			trouble: null,
			trouble_details: null,
		})
		.where('id', '=', id)
		.execute();
	ctx.record({
		name: postQueued,
		about: `post:${id}`,
		data: { post: id, account: post.account, article: post.article },
	});
	ctx.queue(deliverPost, { post: id });
});

const ConfirmPost = OnePost.extend({
	/** Where they saw it; may stay empty. */
	url: z
		.string()
		.trim()
		.max(2_000)
		.refine((url) => !url || (/^https?:\/\//.test(url) && URL.canParse(url)), 'not-right')
		.optional(),
});

/**
 * A person has seen that an unconfirmed post is there, or has posted it by hand. Throws Problem `post.not-found`,
 * `post.not-unconfirmed` (409), `input.invalid` (`url: not-right`).
 */
export const confirmPost = command(ConfirmPost, async (ctx, { post: id, url: seen }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const post = await findForUpdate(ctx, id);
	if (!post.unconfirmed) throw new Problem('post.not-unconfirmed', 409);
	const url = seen || null;
	const there = url ? await recognise(ctx, post, url) : null;
	await ctx.db
		.updateTable('publishing.post')
		.set({
			published: post.tried ?? ctx.now,
			external_url: url,
			// What its network knows under this address is looked under like any other.
			...(there ? { external_id: there, next_collect: ctx.now } : {}),
			unconfirmed: null,
			trouble: null,
			trouble_details: null,
		})
		.where('id', '=', id)
		.execute();
	ctx.record({
		name: postPublished,
		about: postThings(id, post.article),
		data: { post: id, article: post.article, url },
	});
});

/** The network's own id of what a person saw at an address; null when it cannot be told, or is another post of ours. */
async function recognise(ctx: Ctx, post: { account: number }, url: string): Promise<string | null> {
	const { network } = await ctx.db
		.selectFrom('publishing.account')
		.select('network')
		.where('id', '=', post.account)
		.executeTakeFirstOrThrow();
	const found =
		everyNetwork()
			.find(({ name }) => name === network)
			?.recognise?.(url) ?? null;
	const taken = await ctx.db
		.selectFrom('publishing.post')
		.select('id')
		.where('account', '=', post.account)
		.where('external_id', '=', found ?? '')
		.executeTakeFirst();
	return taken ? null : found;
}

/** Looks under a post now, without waiting for its turn. Throws Problem `post.not-found`. */
export async function collectNow(ctx: Ctx, input: z.input<typeof OnePost>): Promise<void> {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const { post: id } = checkInput(OnePost, input);
	const post = await ctx.db.selectFrom('publishing.post').select('id').where('id', '=', id).executeTakeFirst();
	if (!post) throw notFound('post');
	await collectPost(ctx, id);
}

async function findForUpdate(ctx: Ctx, id: number) {
	const post = await ctx.db
		.selectFrom('publishing.post')
		.selectAll()
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!post) throw notFound('post');
	return post;
}

/** What its network would refuse of other words. */
async function refusalsOfText(
	ctx: Ctx,
	post: { account: number; pictures: readonly number[]; link: number | null },
	text: string,
): Promise<Objection[]> {
	const { network } = await ctx.db
		.selectFrom('publishing.account')
		.select('network')
		.where('id', '=', post.account)
		.executeTakeFirstOrThrow();
	const target = post.link === null ? null : '/';
	return refusalsOf(ctx, networkCalled(network).limits, { text, target, pictures: post.pictures });
}
