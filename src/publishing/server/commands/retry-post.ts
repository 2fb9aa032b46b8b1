import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { postPublished, postQueued } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { collectPost } from '#publishing/server/jobs/collect-post.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';

const OnePost = z.object({ post: z.coerce.number().int().positive() });

/**
 * Sends a post again that failed, or one that nobody could confirm and that a person has looked for in vain. It keeps
 * its key. Throws Problem `post.not-found`, `post.not-failed` (409).
 */
export const retryPost = command(OnePost, async (ctx, { post: id }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const post = await findForUpdate(ctx, id);
	if (!post.failed && !post.unconfirmed) throw new Problem('post.not-failed', 409);
	await ctx.db
		.updateTable('publishing.post')
		.set({
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
	await ctx.db
		.updateTable('publishing.post')
		.set({
			published: post.tried ?? ctx.now,
			external_url: url,
			unconfirmed: null,
			trouble: null,
			trouble_details: null,
		})
		.where('id', '=', id)
		.execute();
	ctx.record({ name: postPublished, about: `post:${id}`, data: { post: id, article: post.article, url } });
});

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
