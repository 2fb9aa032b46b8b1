import { Connection } from './connection.ts';
import type { LoadJob, LoadResult } from './job.ts';

/** A process of its own: gets a LoadJob, sends a LoadResult. */
let stop: () => void = () => undefined;
process.on('message', (job: LoadJob | 'end') => {
	if (job === 'end') return stop();
	run(job).then(
		(result) => process.send?.(result),
		(error: unknown) => {
			process.stderr.write(`${String(error)}\n`);
			process.exit(1);
		},
	);
});

async function run(job: LoadJob): Promise<LoadResult> {
	const requests = job.requests.map((text) => Buffer.from(text));
	let times = new Float64Array(1 << 16);
	let answered = 0;
	let bytes = 0;
	let next = 0;
	let open = 0;
	let counting = job.warm === 0;
	let stopped = false;
	const refused: Record<string, number> = {};
	const connections: Connection[] = [];
	let done: () => void = () => undefined;
	const finished = new Promise<void>((resolve) => (done = resolve));
	const take = (): Buffer | undefined => (job.once ? requests[next++] : requests[next++ % requests.length]);

	for (let count = 0; count < job.connections; count++) {
		let sent = 0;
		let waiting = false;
		const go = (): void => {
			const request = stopped ? undefined : take();
			if (!request) {
				if (--open === 0) done();
				return;
			}
			sent = performance.now();
			waiting = true;
			connection.send(request);
		};
		const connection: Connection = new Connection(
			job.port,
			(status, size) => {
				waiting = false;
				if (counting) {
					if (status >= 200 && status < 400) {
						if (answered === times.length) {
							const larger = new Float64Array(times.length * 2);
							larger.set(times);
							times = larger;
						}
						times[answered++] = performance.now() - sent;
						bytes += size;
					} else refused[status] = (refused[status] ?? 0) + 1;
				}
				go();
			},
			() => {
				refused[0] = (refused[0] ?? 0) + 1;
				if (waiting && --open === 0) done();
			},
		);
		connections.push(connection);
		open++;
		go();
	}

	if (job.warm) await new Promise((resolve) => setTimeout(resolve, job.warm));
	counting = true;
	const started = performance.now();
	const cpu = process.cpuUsage();
	let seconds = 0;
	stop = () => {
		stopped = true;
		counting = false;
		seconds = (performance.now() - started) / 1000;
	};
	const timer = setTimeout(stop, job.measured);
	await finished;
	clearTimeout(timer);
	seconds ||= (performance.now() - started) / 1000;
	const used = process.cpuUsage(cpu);
	connections.forEach((connection) => connection.end());
	const sorted = times.subarray(0, answered).sort();
	const at = (share: number): number => sorted[Math.min(answered - 1, Math.floor(answered * share))] ?? 0;
	return {
		answered,
		refused,
		seconds,
		perSecond: answered / seconds,
		bytes,
		p50: at(0.5),
		p99: at(0.99),
		max: at(1),
		busy: (used.user + used.system) / 1e6 / seconds,
	};
}
