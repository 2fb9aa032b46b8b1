import { z } from 'zod';
import { sql } from 'kysely';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { bookmarkDue } from '#community/events.ts';

/** Reminders that one turn gives; the rest waits a minute. */
const most = 500;

/** States that bookmarks are due, each once however many look at the same moment. */
const remindDue = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'bookmark.remind', (actor) => actor.kind === 'system', null);
	const { rows } = await sql<{ id: number }>`
		update community.bookmark set remind = null, reminded = ${ctx.now}::timestamptz where id in (
			select id from community.bookmark where remind <= ${ctx.now}::timestamptz order by remind limit ${most} for update skip locked
		) returning id`.execute(ctx.db);
	// Whose it is and of what stands in its row alone.
	for (const { id } of rows) ctx.record({ name: bookmarkDue, about: `bookmark:${id}`, data: { bookmark: id } });
});

/** Every minute: whoever wanted to be reminded is. */
export const remindOfBookmarks = job('community.remind-of-bookmarks', { every: '* * * * *', retries: 0 }, (ctx) =>
	remindDue(ctx, {}),
);
