import { sql } from 'kysely';
import { threadMerged, threadSplit, type ThreadMoved } from '#community/events.ts';
import { reaction } from '#platform/job/job.ts';

/** What was decided about a comment is told of where the comment stands: the log names that thread. Safe to run twice. */
export const followMovedDecisions = reaction(
	'moderation.follow-moved-decisions',
	[threadSplit, threadMerged],
	async (ctx, { data }) => {
		const { thread, from } = data as unknown as ThreadMoved;
		await sql`
			update moderation.decision d set thread = c.thread from community.comment c
			where c.id = d.comment and c.thread = ${thread}::bigint and d.thread = ${from}::bigint`.execute(ctx.db);
	},
	{ quick: true },
);
