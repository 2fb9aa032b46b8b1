import { z } from 'zod';
import { authorize, type Actor } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import type { Disclosure } from '#community/stars.ts';
import { postComment } from '#community/server/commands/post-comment.ts';

const One = z.object({ token: z.string().max(100) });
const joined = (actor: Actor): boolean => actor.kind === 'member';

/**
 * Posts what a visitor wrote, as the member they have become: with a member's rights and brakes, as if written now. Run
 * twice it is posted once. Throws Problem `held.not-found` (expired, or somebody else's) and what posting throws; it is
 * then still held.
 */
export const releaseHeld = command(One, async (ctx, { token }) => {
	authorize(ctx.actor, 'comment.post', joined, null);
	const member = (ctx.actor as Extract<Actor, { kind: 'member' }>).member;
	const held = await ctx.db
		.selectFrom('community.held')
		.selectAll()
		.where('digest', '=', digest(token))
		.forUpdate()
		.executeTakeFirst();
	if (!held) throw notFound('held');
	if (held.released) {
		const comment =
			held.released_by === member && held.comment !== null
				? await ctx.db
						.selectFrom('community.comment as comment')
						.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
						.select(['comment.id', 'comment.thread', 'thread.path'])
						.where('comment.id', '=', held.comment)
						.executeTakeFirst()
				: undefined;
		if (!comment) throw notFound('held');
		return { id: comment.id, thread: comment.thread, path: `${comment.path}#comment-${comment.id}` };
	}
	if (held.expires <= ctx.now) throw notFound('held');
	const { thread, parent, quote, stars, body_text: text } = held;
	const disclosed = held.disclosed as Disclosure | null;
	const comment = await postComment(ctx, { thread, parent, quote, stars, disclosed, body: { text } });
	await ctx.db
		.updateTable('community.held')
		.set({
			released: ctx.now,
			released_by: member,
			comment: comment.id,
			body_text: '',
			quote: '',
			stars: null,
			disclosed: null,
		})
		.where('id', '=', held.id)
		.execute();
	return comment;
});

/** What is held under this token, or null: gone, posted, expired. */
export const readHeld = query(One, async (ctx, { token }) => {
	const held = await ctx.db
		.selectFrom('community.held')
		.select(['thread', 'parent', 'body_text as text', 'stars', 'disclosed'])
		.where('digest', '=', digest(token))
		.where('released', 'is', null)
		.where('expires', '>', ctx.now)
		.executeTakeFirst();
	return held ?? null;
});
