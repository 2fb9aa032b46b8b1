import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Envelope, QueueName } from '#platform/job/queue.ts';
import type { Log } from '#platform/log.ts';

/** How a job that was taken ended. */
export interface Ended {
	id: string;
	status: 'completed' | 'failed';
	output?: object;
}

export interface TakerPlan {
	/** Jobs that are under way at a time. */
	most: number;
	/** Jobs that are taken at a time. */
	batch: number;
	/** Milliseconds between two looks at the queue, when nobody wakes it. */
	polling: number;
}

export interface Taker {
	wake(): void;
	/** Takes nothing any more, and waits until what is under way has come to its end, as long as this many milliseconds. */
	stop(patience: number): Promise<void>;
}

/** Milliseconds between two looks while jobs come one after the other: a few are taken together. */
const breath = 40;

/**
 * Takes jobs out of a queue for as long as fewer than `most` are under way, each of which ends for itself: one that waits
 * for a slow answer holds up none of those that came with it. What ended together is told to the queue together. Should that be lost, the
 * job is run again once it has expired, as after a death of the process.
 */
export function openTaker(
	boss: PgBoss,
	name: QueueName,
	{ most, batch, polling }: TakerPlan,
	{ run, done, log }: { run(job: JobWithMetadata<Envelope>): Promise<Ended>; done(): void; log: Log },
): Taker {
	const underWay = new Set<Promise<void>>();
	let ended: Ended[] = [];
	let telling: Promise<void> | null = null;
	let [stopped, woken] = [false, false];
	let rouse = (): void => undefined;

	const pause = (milliseconds: number): Promise<void> =>
		new Promise((resolve) => {
			const timer = setTimeout(resolve, milliseconds);
			rouse = () => (clearTimeout(timer), resolve());
		});

	async function tell(): Promise<void> {
		while (ended.length) {
			const told = ended;
			ended = [];
			const completed = told.flatMap(({ id, status }) => (status === 'completed' ? id : []));
			try {
				if (completed.length) await boss.complete(name, completed);
				for (const { id, status, output = {} } of told) if (status === 'failed') await boss.fail(name, id, output);
			} catch (error) {
				log.warn('queue was not told what ended', { queue: name, jobs: told.length, error });
			}
			done();
		}
		telling = null;
	}

	function start(job: JobWithMetadata<Envelope>): void {
		const running: Promise<void> = run(job)
			.then((end) => void ended.push(end))
			.then(() => (telling ??= tell()))
			.finally(() => {
				underWay.delete(running);
				if (underWay.size === most - 1) rouse();
			});
		underWay.add(running);
	}

	async function take(): Promise<number> {
		try {
			const taken = await boss.fetch<Envelope>(name, {
				batchSize: Math.min(batch, most - underWay.size),
				includeMetadata: true,
			});
			for (const job of taken) start(job);
			return taken.length;
		} catch (error) {
			if (!stopped) log.warn('queue could not be asked', { queue: name, error });
			return 0;
		}
	}

	async function loop(): Promise<void> {
		while (!stopped) {
			woken = false;
			const room = Math.min(batch, most - underWay.size);
			const full = room > 0 && (await take()) === room;
			if (stopped || full) continue;
			if (room <= 0 || !woken) await pause(polling);
			if (!stopped) await new Promise((resolve) => setTimeout(resolve, breath));
		}
	}
	const looping = loop();

	return {
		wake() {
			woken = true;
			rouse();
		},
		async stop(patience) {
			stopped = true;
			rouse();
			await looping;
			const all = (async () => {
				while (underWay.size) await Promise.all(underWay);
			})();
			await Promise.race([all, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
		},
	};
}
