import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Ctx } from '#platform/context/context.ts';
import { jobAlarm, type Alarm } from '#platform/job/alarm.ts';
import { queueNames, queueOf, type Envelope, type QueueName } from '#platform/job/queue.ts';
import type { JobRegistry } from '#platform/job/registry.ts';
import type { Log } from '#platform/log.ts';

/** How a queue is worked at in one process. */
interface Share {
	/** How many take jobs out of it, each for itself: one that waits for a slow answer does not hold up the others. */
	takers: number;
	/** Jobs that are taken at once: the next ones are taken when all of these are done. */
	batch: number;
	/** Of these, how many run at a time: the people at the pages come first, and connections are few. */
	lanes: number;
	/** Seconds between two looks at the queue. Whoever queues something wakes us; this is for what was not heard. */
	polling: number;
	/** Whether somebody may have said a moment for a job. Pictures may wait, people who said a time may not. */
	alarm: boolean;
}

const shares: Record<QueueName, Share> = {
	work: { takers: 1, batch: 20, lanes: 3, polling: 2, alarm: true },
	patient: { takers: 1, batch: 4, lanes: 2, polling: 2, alarm: false },
	punctual: { takers: 4, batch: 10, lanes: 10, polling: 20, alarm: true },
};

/** Wakes whoever takes jobs out of these queues. */
export type Wake = (queues: readonly QueueName[]) => void;

/**
 * Takes jobs out of a site's queues and runs them, a few at a time, each with a fresh context. A job that throws is
 * tried again with growing pauses; the pause and the number of tries travel with the job. Returns how to wake it.
 */
export async function startWorker(boss: PgBoss, registry: JobRegistry, newContext: () => Ctx, log: Log): Promise<Wake> {
	await keepSchedules(boss, registry);
	const run = (one: JobWithMetadata<Envelope>) => runOne(one, registry, newContext, log);
	const open = await Promise.all(
		queueNames.map(async (name) => {
			const { alarm, ...share } = shares[name];
			const wake = await openTakers(boss, name, share, run, () => bell?.set());
			const bell: Alarm | null = alarm ? jobAlarm(newContext().sql, name, wake) : null;
			bell?.set();
			boss.on('stopped', () => bell?.stop());
			return { name, wake, bell };
		}),
	);
	return (queues) => {
		for (const { name, wake, bell } of open) {
			if (!queues.includes(name)) continue;
			wake();
			bell?.set();
		}
	};
}

/** Has jobs taken out of one queue. Returns how to wake a taker. */
async function openTakers(
	boss: PgBoss,
	name: QueueName,
	{ takers, batch, lanes, polling }: Omit<Share, 'alarm'>,
	run: (one: JobWithMetadata<Envelope>) => Promise<unknown>,
	done: () => void,
): Promise<() => void> {
	const all: { id: string; busy: boolean }[] = [];
	// One that has nothing to do is enough; when all are at it, each looks again when it is through.
	const wake = (): void => {
		const idle = all.find(({ busy }) => !busy);
		for (const { id } of idle ? [idle] : all) boss.notifyWorker(id);
	};
	for (let count = 0; count < takers; count++) {
		const taker = { id: '', busy: false };
		taker.id = await boss.work<Envelope>(
			name,
			{ batchSize: batch, pollingIntervalSeconds: polling, perJobResults: true, includeMetadata: true } as never,
			(async (taken: JobWithMetadata<Envelope>[]) => {
				taker.busy = true;
				// Where there were as many as could be taken, there are more.
				const more = taken.length === batch;
				if (more) wake();
				try {
					return await runSome(taken, lanes, run);
				} finally {
					taker.busy = false;
					if (more && taker.id) boss.notifyWorker(taker.id);
					done();
				}
			}) as never,
		);
		all.push(taker);
	}
	return wake;
}

/** Has what comes again by the clock queued in its queue, and nothing that an earlier release wanted. */
async function keepSchedules(boss: PgBoss, registry: JobRegistry): Promise<void> {
	const known = await boss.getSchedules();
	for (const { name, key } of known) {
		const job = registry.byName.get(key ?? '');
		if (!job?.plan.every || queueOf(job) !== name) await boss.unschedule(name, key);
	}
	for (const job of registry.byName.values())
		if (job.plan.every)
			await boss.schedule(queueOf(job), job.plan.every, { job: job.name, data: {} }, { key: job.name });
}

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
