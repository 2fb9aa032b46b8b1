import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { networkCalled } from '#network/known-networks.ts';
import { postChangeAsked } from '#publishing/events.ts';
import { mayAmendPost } from '#publishing/policy.ts';
import { amendPost } from '#publishing/server/jobs/amend-post.ts';
import { requireOwnApproval } from '#publishing/server/approval.ts';
import { likeALink } from '#publishing/server/place-post.ts';
import { outgoingPictures } from '#publishing/server/compose-post.ts';
import { prepare } from '#network/prepare.ts';

const OnePost = z.object({ post: z.coerce.number().int().positive() });
const EditPost = OnePost.extend({ text: z.string().trim().min(1, 'missing').max(100_000) });

/**
 * Wants other words on a post that stands on its network. Nothing is changed here before the network has done it. Throws
 * Problem `post.not-found`, `post.not-standing` (409), `post.cannot-edit` (409), `post.change-under-way` (409),
 * `account.refused` (409), `input.invalid` (`text`).
 */
export const editPost = command(EditPost, async (ctx, { post: id, text }) => {
	const post = await findStanding(ctx, id, 'edit');
	await requireOwnApproval(ctx);
	const { limits } = networkCalled(post.network);
	if (text === post.text) throw invalidInput([{ path: 'text', key: 'unchanged' }]);
	const link = post.link === null ? null : likeALink(ctx);
	const wrong = prepare(limits, { text, link, pictures: await outgoingPictures(ctx, post.pictures, { limits }) });
	const [first] = wrong.filter(({ stops }) => stops);
	if (first) throw invalidInput([{ path: 'text', key: first.key === 'text-too-long' ? 'too-long' : first.key }]);
	return ask(ctx, id, text);
});

/** Wants a post off its network. Throws what `editPost` throws. */
export const withdrawPost = command(OnePost, async (ctx, { post: id }) => {
	await findStanding(ctx, id, 'delete');
	return ask(ctx, id, null);
});

async function ask(ctx: Ctx, post: number, text: string | null): Promise<{ amendment: number }> {
	const made = await ctx.db
		.insertInto('publishing.amendment')
		.values({ post, text, asked: ctx.now, asked_by: memberOf(ctx.actor) })
		.onConflict((conflict) => conflict.column('post').where('done', 'is', null).where('failed', 'is', null).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!made) {
		// Wanting the same once more changes nothing; wanting something else has to wait.
		const open = await ctx.db
			.selectFrom('publishing.amendment')
			.select('id')
			.where('post', '=', post)
			.where('done', 'is', null)
			.where('failed', 'is', null)
			.where('text', 'is not distinct from', text)
			.executeTakeFirst();
		if (!open) throw new Problem('post.change-under-way', 409);
		return { amendment: open.id };
	}
	const kind = text === null ? 'withdraw' : 'edit';
	ctx.record({ name: postChangeAsked, about: `post:${post}`, data: { post, amendment: made.id, kind } });
	ctx.queue(amendPost, { amendment: made.id });
	return { amendment: made.id };
}

/** A post that stands on a network where it can be changed, held until the command is over. */
async function findStanding(ctx: Ctx, id: number, change: 'edit' | 'delete') {
	const post = await ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.text', 'post.author', 'post.published', 'post.withdrawn', 'post.external_id'])
		.select(['post.pictures', 'post.link', 'account.network', 'account.refused'])
		.where('post.id', '=', id)
		.forUpdate('post')
		.executeTakeFirst();
	if (!post) throw notFound('post');
	authorize(ctx.actor, 'post.amend', mayAmendPost, post);
	if (!post.published || post.withdrawn) throw new Problem('post.not-standing', 409);
	if (!post.external_id || !networkCalled(post.network)[change])
		throw new Problem(change === 'edit' ? 'post.cannot-edit' : 'post.cannot-withdraw', 409);
	if (post.refused) throw new Problem('account.refused', 409);
	return post;
}
