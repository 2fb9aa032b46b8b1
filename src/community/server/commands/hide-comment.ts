import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { commentHidden, commentShown, threadHidden, threadShown } from '#community/events.ts';
import { mayHide } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { recount } from '#community/server/recount.ts';

const One = z.object({ id: idField });

/** Takes a comment from everybody's sight; moderators still read it. With a thread's opening the thread goes. Safe to run twice. */
export const hideComment = command(One, (ctx, { id }) => turn(ctx, id, ctx.now));

/** Takes back that a comment, or with its opening a thread, was hidden. Safe to run twice. */
export const showComment = command(One, (ctx, { id }) => turn(ctx, id, null));

async function turn(ctx: Ctx, id: number, hidden: Date | null) {
	const comment = await loadComment(ctx, id);
	authorize(ctx.actor, 'comment.hide', mayHide, comment.state);
	const done = { id, thread: comment.thread, path: comment.path };
	if ((comment.hidden === null) === (hidden === null)) return done;
	const by = hidden ? memberOf(ctx.actor) : null;
	const about = aboutThread(comment.about, comment.author);
	await ctx.db.updateTable('community.comment').set({ hidden, hidden_by: by }).where('id', '=', id).execute();
	await recount(ctx, comment.thread, hidden ? -1 : 1);
	ctx.record({ name: hidden ? commentHidden : commentShown, about, data: { thread: comment.thread, comment: id } });
	if (comment.opening === id) {
		await ctx.db
			.updateTable('community.thread')
			.set({ hidden, hidden_by: by })
			.where('id', '=', comment.thread)
			.execute();
		ctx.record({ name: hidden ? threadHidden : threadShown, about, data: { thread: comment.thread } });
	}
	return done;
}
