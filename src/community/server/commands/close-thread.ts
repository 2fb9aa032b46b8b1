import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound } from '#platform/problem.ts';
import { threadClosed, threadOpenedAgain } from '#community/events.ts';
import { mayModerate, mayReadThread } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { accessParts } from '#community/server/access.ts';

const One = z.object({ thread: idField });

/** Ends a conversation: it stays readable, and only moderators write in it. Safe to run twice. */
export const closeThread = command(One, (ctx, { thread }) => turn(ctx, thread, ctx.now));

/** Opens a closed thread again; it does not close by itself any more until that is said anew. Safe to run twice. */
export const openThreadAgain = command(One, (ctx, { thread }) => turn(ctx, thread, null));

async function turn(ctx: Ctx, id: number, closed: Date | null) {
	const thread = await ctx.db
		.selectFrom('community.thread')
		.select(['id', 'subject', 'category', 'path', 'closed', 'hidden', 'withdrawn'])
		.select(accessParts(ctx.actor))
		.where('id', '=', id)
		.forNoKeyUpdate()
		.executeTakeFirst();
	if (!thread || !mayReadThread(ctx.actor, thread)) throw notFound('thread');
	authorize(ctx.actor, 'thread.close', mayModerate, null);
	if ((thread.closed === null) !== (closed === null)) {
		const by = closed ? memberOf(ctx.actor) : null;
		const change = closed ? { closed, closed_by: by } : { closed, closed_by: by, close_days: 0 };
		await ctx.db.updateTable('community.thread').set(change).where('id', '=', id).execute();
		ctx.record({ name: closed ? threadClosed : threadOpenedAgain, about: aboutThread(thread), data: { thread: id } });
	}
	return { id, path: thread.path };
}
