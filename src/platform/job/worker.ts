import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Ctx } from '#platform/context/context.ts';
import { jobAlarm, type Alarm } from '#platform/job/alarm.ts';
import { queueNames, queueOf, type Envelope, type QueueName } from '#platform/job/queue.ts';
import type { JobRegistry } from '#platform/job/registry.ts';
import { openTaker, type Ended } from '#platform/job/taker.ts';
import type { Log } from '#platform/log.ts';

/** How a queue is worked at in one process. */
interface Share {
	/** Jobs that are taken at once: the next ones are taken when all of these are done. */
	batch: number;
	/** Of these, how many run at a time: the people at the pages come first, and connections are few. */
	lanes: number;
	/** Seconds between two looks at the queue. Whoever queues something wakes us; this is for what was not heard. */
	polling: number;
	/** Whether somebody may have said a moment for a job. Pictures may wait, people who said a time may not. */
	alarm: boolean;
}

const shares: Record<Exclude<QueueName, 'punctual'>, Share> = {
	work: { batch: 20, lanes: 3, polling: 2, alarm: true },
	patient: { batch: 4, lanes: 2, polling: 2, alarm: false },
};
/** What somebody said a moment for is mostly waiting for answers: many are under way, and each ends for itself. */
const punctually = { most: 200, batch: 40, polling: 20_000 };

export interface Worker {
	/** Wakes whoever takes jobs out of these queues. */
	wake(queues: readonly QueueName[]): void;
	/** Leaves out what comes again by the clock, until the function it returns is called. */
	pauseClock(): () => void;
	/** Takes nothing punctual any more, and waits for what is under way, as long as this many milliseconds. The rest stops with its queue. */
	stop(patience: number): Promise<void>;
}

/**
 * Takes jobs out of a site's queues and runs them, a few at a time, each with a fresh context. A job that throws is
 * tried again with growing pauses; the pause and the number of tries travel with the job.
 */
export async function startWorker(
	boss: PgBoss,
	registry: JobRegistry,
	newContext: () => Ctx,
	log: Log,
): Promise<Worker> {
	await keepSchedules(boss, registry);
	let pauses = 0;
	const run = async (one: JobWithMetadata<Envelope>): Promise<Ended> => {
		// It comes again.
		if (pauses && registry.byName.get(one.data.job)?.plan.every) return { id: one.id, status: 'completed' };
		return runOne(one, registry, newContext, log);
	};
	const bells = new Map<QueueName, Alarm>();
	const ends = (name: QueueName) => (): void => bells.get(name)?.set();
	const punctual = openTaker(boss, 'punctual', punctually, { run, done: ends('punctual'), log });
	const wakes: Record<QueueName, () => void> = {
		work: await openWorker(boss, 'work', shares.work, run, ends('work')),
		patient: await openWorker(boss, 'patient', shares.patient, run, ends('patient')),
		punctual: () => punctual.wake(),
	};
	for (const name of queueNames)
		if (name === 'punctual' || shares[name].alarm) bells.set(name, jobAlarm(newContext().sql, name, wakes[name]));
	for (const bell of bells.values()) bell.set();
	const stop = (patience: number): Promise<void> => {
		for (const bell of bells.values()) bell.stop();
		return punctual.stop(patience);
	};
	boss.on('stopped', () => void stop(0));
	return {
		wake(queues) {
			for (const name of queues) {
				wakes[name]();
				bells.get(name)?.set();
			}
		},
		pauseClock() {
			pauses++;
			return () => void pauses--;
		},
		stop,
	};
}

/** Has jobs taken out of a queue in batches. Returns how to wake whoever takes them. */
async function openWorker(
	boss: PgBoss,
	name: QueueName,
	{ batch, lanes, polling }: Share,
	run: (one: JobWithMetadata<Envelope>) => Promise<unknown>,
	done: () => void,
): Promise<() => void> {
	const id = await boss.work<Envelope>(
		name,
		{ batchSize: batch, pollingIntervalSeconds: polling, perJobResults: true, includeMetadata: true } as never,
		(async (taken: JobWithMetadata<Envelope>[]) => {
			try {
				return await runSome(taken, lanes, run);
			} finally {
				// Where there were as many as could be taken, there are more.
				if (taken.length === batch) boss.notifyWorker(id);
				done();
			}
		}) as never,
	);
	return () => void boss.notifyWorker(id);
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

async function runOne(
	taken: JobWithMetadata<Envelope>,
	registry: JobRegistry,
	newContext: () => Ctx,
	log: Log,
): Promise<Ended> {
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
