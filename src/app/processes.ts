import cluster from 'node:cluster';
import { run, type Running } from '#app/run.ts';
import type { Settings } from '#platform/settings.ts';

/**
 * One process with the database and the worker, and `count` web processes that share the port. A web process that dies is
 * replaced after a second.
 */
export async function startProcesses(settings: Settings, count: number): Promise<Running> {
	const first = await run(settings, 'worker');
	cluster.setupPrimary({ args: ['web'] });
	let stopping = false;
	const start = (): Promise<void> =>
		new Promise((resolve) => {
			const child = cluster.fork();
			child.once('listening', () => resolve());
			child.once('exit', () => {
				if (!stopping) setTimeout(() => void start(), 1_000);
				resolve();
			});
		});
	await Promise.all(Array.from({ length: count }, start));
	return {
		...first,
		async stop() {
			stopping = true;
			const children = Object.values(cluster.workers ?? {}).filter((child) => child !== undefined);
			await Promise.all(
				children.map(
					(child) =>
						new Promise<void>((resolve) => {
							child.once('exit', () => resolve());
							child.process.kill('SIGTERM');
						}),
				),
			);
			await first.stop();
		},
	};
}
