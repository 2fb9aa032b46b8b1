import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Ctx } from '#platform/context/context.ts';
import { jobAlarm } from '#platform/job/alarm.ts';
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
	// Pictures may wait; people who said a time may not.
	const alarm = jobAlarm(newContext().sql, 'work', () => wake());
	let workers: readonly string[] = [];
	workers = await Promise.all(
		queueNames.map((name, index) =>
			boss.work<Envelope>(
				name,
				{ ...shares[name], pollingIntervalSeconds: 2, perJobResults: true, includeMetadata: true } as never,
				(async (taken: JobWithMetadata<Envelope>[]) => {
					const done = await runSome(taken, lanes[name], (one) => runOne(one, registry, newContext, log));
					// Where there were as many as could be taken, there are more.
					if (taken.length === shares[name].batchSize && workers[index]) boss.notifyWorker(workers[index]);
					alarm.set();
					return done;
				}) as never,
			),
		),
	);
	function wake(): void {
		workers.forEach((worker) => boss.notifyWorker(worker));
	}
	boss.on('stopped', () => alarm.stop());
	alarm.set();
	return () => {
		wake();
		alarm.set();
	};
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
