import { endLeftover } from '#platform/database/embedded/leftover.ts';
import { explainError } from '#platform/database/embedded/explain-failure.ts';
import { startServer, type ServerExit, type ServerProcess } from '#platform/database/embedded/server-process.ts';
import type { Surroundings } from '#platform/database/embedded/surroundings.ts';
import type { Log } from '#platform/log.ts';

/** Deaths within a minute after which it is not tried again. */
const patience = 3;

/**
 * Starts PostgreSQL and starts it again when it dies (an administrator's kill, a system out of memory): connections are
 * opened anew by the driver, so the site goes on. `exited` resolves when it is stopped or cannot be brought back.
 */
export async function keepRunning(around: Surroundings, log: Log): Promise<ServerProcess> {
	let server = await startServer(around, log);
	let stopping = false;
	const watch = async (): Promise<ServerExit> => {
		let deaths: number[] = [];
		for (;;) {
			const exit = await server.exited;
			const now = performance.now();
			deaths = [...deaths.filter((death) => now - death < 60_000), now];
			if (stopping || exit.expected || deaths.length > patience) return exit;
			log.error('database.died', { code: exit.code, signal: exit.signal });
			try {
				await endLeftover(around.cluster, log);
				if (stopping) return exit;
				server = await startServer(around, log);
			} catch (error) {
				return { ...exit, problem: explainError(error, { folder: around.folder }) };
			}
			if (stopping) await server.stop();
		}
	};
	const exited = watch();
	return {
		exited,
		async stop() {
			stopping = true;
			await server.stop();
			await exited;
		},
	};
}
