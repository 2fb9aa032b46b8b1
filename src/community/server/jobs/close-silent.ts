import { sql } from 'kysely';
import { job } from '#platform/job/job.ts';
import { closeThread } from '#community/server/commands/close-thread.ts';

/** Threads that one turn closes; the rest waits an hour. */
const most = 500;

/** Every hour: threads in which nobody has spoken for as long as they, or their category, say are closed. */
export const closeSilent = job('community.close-silent', { every: '23 * * * *', retries: 0 }, async (ctx) => {
	const open = sql`t.closed is null and t.hidden is null and t.withdrawn is null`;
	const before = (days: string) => sql`t.active < ${ctx.now}::timestamptz - ${sql.ref(days)} * interval '1 day'`;
	const { rows } = await sql<{ id: number }>`
		(select t.id from community.category c join community.thread t on t.category = c.id
		where c.close_days > 0 and t.close_days is null and ${open} and ${before('c.close_days')} limit ${most})
		union all
		(select t.id from community.thread t where t.close_days > 0 and ${open} and ${before('t.close_days')} limit ${most})`.execute(
		ctx.db,
	);
	for (const { id } of rows)
		await closeThread(ctx, { thread: id }).catch((error: unknown) =>
			ctx.log.warn('thread not closed', { thread: id, error }),
		);
});
