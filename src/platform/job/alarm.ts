import type { Sql } from '#platform/database/connect.ts';
import type { QueueName } from '#platform/job/queue.ts';

/** Milliseconds that a look at the queue is good for: many jobs that are queued at once ask once. */
const quiet = 200;
/** A timer cannot be set further ahead. */
const furthest = 2 ** 31 - 1;

export interface Alarm {
	/** Looks when the next job is due, and rings then. */
	set(): void;
	stop(): void;
}

/**
 * Rings at the moment at which a job comes due that waits for its time. The worker's own polling would find it too, up to two
 * seconds late; so whatever goes wrong here costs that and nothing else.
 */
export function jobAlarm(sql: Sql, queue: QueueName, ring: () => void): Alarm {
	let looking: NodeJS.Timeout | null = null;
	let ringing: NodeJS.Timeout | null = null;
	let stopped = false;

	async function look(): Promise<void> {
		looking = null;
		const [next] = await sql<{ pause: number | null }[]>`
			select extract(epoch from min(start_after) - clock_timestamp())::float8 * 1000 as pause
			from job.job where name = ${queue} and state < 'active' and start_after > now()`.catch(() => []);
		if (ringing) clearTimeout(ringing);
		ringing = null;
		if (stopped || !next || next.pause === null) return;
		// A little late is on time, a little early finds nothing.
		ringing = setTimeout(
			() => {
				ring();
				alarm.set();
			},
			Math.min(Math.max(next.pause, 0) + 5, furthest),
		).unref();
	}
	const alarm: Alarm = {
		set() {
			if (!stopped) looking ??= setTimeout(() => void look(), quiet).unref();
		},
		stop() {
			stopped = true;
			if (looking) clearTimeout(looking);
			if (ringing) clearTimeout(ringing);
		},
	};
	return alarm;
}
