import { CompiledQuery } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { withCommit } from '#platform/database/dialect.ts';
import type { Job, JobOptions } from '#platform/job/job.ts';
import { queueName } from '#platform/job/queue.ts';

export interface QueuedJob {
	job: Job;
	data: object;
	options: JobOptions;
}

/** Puts jobs into the site's queue with the commit of the running transaction. */
export async function enqueue(ctx: Ctx, queued: readonly QueuedJob[]): Promise<void> {
	const boss = await ctx.site.queue();
	await boss.insert(
		queueName,
		queued.map(({ job, data, options }) => ({
			data: { job: job.name, data },
			retryLimit: job.plan.retries ?? 8,
			retryDelay: job.plan.pause ?? 15,
			retryBackoff: true,
			...(options.after ? { startAfter: options.after } : {}),
		})),
		{
			db: {
				async executeSql(text, values) {
					await withCommit(ctx.db, CompiledQuery.raw(text, values));
					return { rows: [] };
				},
			},
		},
	);
}
