import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayReadNotices } from '#notification/policy.ts';

const id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** Takes every notice of whoever asks for read. Safe to run twice; no fact, as with all that is read. */
export const readNotices = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'notice.read', mayReadNotices, null);
	await ctx.db
		.updateTable('notification.notice')
		.set({ read: ctx.now })
		.where('member', '=', memberOf(ctx.actor) ?? 0)
		.where('read', 'is', null)
		.execute();
});

/** Takes those for read that are about a thread, up to a comment of it that was seen. */
export const readThreadNotices = command(z.object({ thread: id, comment: id }), async (ctx, { thread, comment }) => {
	authorize(ctx.actor, 'notice.read', mayReadNotices, null);
	await ctx.db
		.updateTable('notification.notice')
		.set({ read: ctx.now })
		.where('member', '=', memberOf(ctx.actor) ?? 0)
		.where('read', 'is', null)
		.where('thread', '=', thread)
		.where('comment', '<=', comment)
		.execute();
});
