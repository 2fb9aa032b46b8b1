import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Ctx } from '#platform/context/context.ts';
import { queueNames, queueOf, type Envelope } from '#platform/job/queue.ts';
import type { JobRegistry } from '#platform/job/registry.ts';
import type { Log } from '#platform/log.ts';

/**
 * Takes jobs out of a site's queues and runs them, a few at a time, each with a fresh context. A job that throws is
 * tried again with growing pauses; the pause and the number of tries travel with the job. Returns how to wake it.
 */
export async function startWorker(
	boss: PgBoss,
	registry: JobRegistry,
	newContext: () => Ctx,
	log: Log,
): Promise<() => void> {
	for (const job of registry.byName.values()) {
		if (job.plan.every)
			await boss.schedule(queueOf(job), job.plan.every, { job: job.name, data: {} }, { key: job.name });
	}
	const workers = await Promise.all(
		queueNames.map((name) =>
			boss.work<Envelope>(
				name,
				{ ...shares[name], pollingIntervalSeconds: 2, perJobResults: true, includeMetadata: true } as never,
				(async (taken: JobWithMetadata<Envelope>[]) =>
					runSome(taken, lanes[name], (one) => runOne(one, registry, newContext, log))) as never,
			),
		),
	);
	return () => void workers.forEach((worker) => boss.notifyWorker(worker));
}

/** Jobs that are taken at once: the next ones are taken when all of these are done. */
const shares = { work: { batchSize: 20 }, patient: { batchSize: 4 } };

/** Jobs of one site that run at a time: the people at the pages come first, and connections are few. */
const lanes = { work: 3, patient: 2 };

async function runSome<T, R>(all: readonly T[], lanes: number, run: (one: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const lane = async (): Promise<void> => {
		for (let index = next++; index < all.length; index = next++) results[index] = await run(all[index] as T);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	return results;
}

async function runOne(taken: JobWithMetadata<Envelope>, registry: JobRegistry, newContext: () => Ctx, log: Log) {
	const { job: name, data } = taken.data;
	const job = registry.byName.get(name);
	if (!job) {
		log.error('unknown job', { job: name });
		return { id: taken.id, status: 'failed', output: { message: `unknown job ${name}` } };
	}
	const started = performance.now();
	try {
		await job.run(newContext(), data);
		log.debug('job done', { job: name, milliseconds: Math.round(performance.now() - started) });
		return { id: taken.id, status: 'completed' };
	} catch (error) {
		log.warn('job failed', { job: name, tries: taken.retryCount + 1, error });
		return { id: taken.id, status: 'failed', output: { message: String((error as Error).message).slice(0, 500) } };
	}
}
