import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import {
	commentHidden,
	commentPosted,
	commentShown,
	threadHidden,
	threadShown,
	threadStarted,
	type CommentPosted,
	type ThreadStarted,
} from '#community/events.ts';
import { mayHide } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadComment } from '#community/server/load-comment.ts';
import { recount } from '#community/server/recount.ts';

const One = z.object({ id: idField });
type Loaded = Awaited<ReturnType<typeof loadComment>>;

/** Takes a comment from everybody's sight; moderators still read it. With a thread's opening the thread goes. Safe to run twice. */
export const hideComment = command(One, (ctx, { id }) => turn(ctx, id, { hidden: ctx.now, held: null }));

/** Has a comment wait for a person (again): hidden as by `hideComment`, until it is decided. Safe to run twice. */
export const withholdComment = command(One, (ctx, { id }) => turn(ctx, id, { hidden: ctx.now, held: ctx.now }));

/**
 * Takes back that a comment, or with its opening a thread, was hidden. What waited is now seen for the first time: it is
 * stated as posted, so that everybody is told whom it concerns. Safe to run twice.
 */
export const showComment = command(One, (ctx, { id }) => turn(ctx, id, { hidden: null, held: null }));

async function turn(ctx: Ctx, id: number, to: { hidden: Date | null; held: Date | null }) {
	const comment = await loadComment(ctx, id);
	authorize(ctx.actor, 'comment.hide', mayHide, comment.state);
	const done = { id, thread: comment.thread, path: comment.path };
	const same = (comment.hidden === null) === (to.hidden === null);
	if (same && (comment.held === null) === (to.held === null)) return done;
	const hidden = to.hidden && (comment.hidden ?? to.hidden);
	const by = hidden ? memberOf(ctx.actor) : null;
	await ctx.db
		.updateTable('community.comment')
		.set({ hidden, held: to.held, hidden_by: by })
		.where('id', '=', id)
		.execute();
	// Taken away while it waited: nobody had read it, so that no page changes.
	if (same) return done;
	await recount(ctx, comment.thread, hidden ? -1 : 1);
	if (comment.opening === id)
		await ctx.db
			.updateTable('community.thread')
			.set({ hidden, hidden_by: by })
			.where('id', '=', comment.thread)
			.execute();
	state(ctx, comment, hidden);
	return done;
}

/** Says what became of it. */
function state(ctx: Ctx, comment: Loaded, hidden: Date | null): void {
	const about = aboutThread(comment.about, comment.author);
	const { id, thread, subject, category, author, parent, origin_network: origin } = comment;
	const opening = comment.opening === id;
	if (!hidden && comment.held) {
		const started = { thread, category: category ?? 0, author } satisfies ThreadStarted;
		if (opening) ctx.record({ name: threadStarted, about, data: { ...started } });
		const posted = { thread, comment: id, subject, author, origin, parent } satisfies CommentPosted;
		ctx.record({ name: commentPosted, about, data: { ...posted } });
		return;
	}
	ctx.record({ name: hidden ? commentHidden : commentShown, about, data: { thread, comment: id } });
	if (opening) ctx.record({ name: hidden ? threadHidden : threadShown, about, data: { thread } });
}
