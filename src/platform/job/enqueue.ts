import { CompiledQuery } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { withCommit } from '#platform/database/dialect.ts';
import type { Job, JobOptions } from '#platform/job/job.ts';
import { queueNames, queueOf } from '#platform/job/queue.ts';

export interface QueuedJob {
	job: Job;
	data: object;
	options: JobOptions;
}

/** Puts jobs into the site's queues with the commit of the running transaction. */
export async function enqueue(ctx: Ctx, queued: readonly QueuedJob[]): Promise<void> {
	const boss = await ctx.site.queue();
	for (const name of queueNames) {
		const here = queued.filter(({ job }) => queueOf(job) === name);
		if (here.length) await boss.insert(name, here.map(entryOf), { db: { executeSql: withThisCommit(ctx) } });
	}
}

const entryOf = ({ job, data, options }: QueuedJob) => ({
	data: { job: job.name, data },
	priority: job.plan.ahead ? 1 : 0,
	retryLimit: job.plan.retries ?? 8,
	retryDelay: job.plan.pause ?? 15,
	retryBackoff: true,
	...(options.after ? { startAfter: options.after } : {}),
});

const withThisCommit =
	(ctx: Ctx) =>
	async (text: string, values?: unknown[]): Promise<{ rows: never[] }> => {
		await withCommit(ctx.db, CompiledQuery.raw(text, values));
		return { rows: [] };
	};
