import { sql } from 'kysely';
import { threadMerged, threadSplit, type ThreadMoved } from '#community/events.ts';
import { reaction } from '#platform/job/job.ts';

/** What somebody was told of stands in another thread: reading that one takes it for read. Safe to run twice. */
export const followMovedComments = reaction(
	'notification.follow-moved-comments',
	[threadSplit, threadMerged],
	async (ctx, { data }) => {
		const { thread, from } = data as unknown as ThreadMoved;
		await sql`
			update notification.notice n set thread = c.thread from community.comment c
			where c.id = n.comment and c.thread = ${thread}::bigint and n.thread = ${from}::bigint`.execute(ctx.db);
	},
	{ quick: true },
);
