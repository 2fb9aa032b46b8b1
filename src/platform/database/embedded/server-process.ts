import { spawn } from 'node:child_process';
import path from 'node:path';
import type { EmbeddedProblem } from '#platform/database/embedded/embedded-problem.ts';
import { explainError, explainLines } from '#platform/database/embedded/explain-failure.ts';
import { openServerLog } from '#platform/database/embedded/server-log.ts';
import { serverSettings } from '#platform/database/embedded/server-settings.ts';
import { seenFrom, type Surroundings } from '#platform/database/embedded/surroundings.ts';
import { watchOver } from '#platform/database/embedded/watchdog.ts';
import type { Log } from '#platform/log.ts';

/** How the postmaster ended. */
export interface ServerExit {
	/** True after `stop()`. */
	expected: boolean;
	code: number | null;
	signal: NodeJS.Signals | null;
	/** Why, when nobody asked for it; null after `stop()`. */
	problem: EmbeddedProblem | null;
}

/** A postmaster that answers. */
export interface ServerProcess {
	/** Fast shutdown; at once after 10 s; by force after 15 s. Resolves when it is gone. */
	stop(): Promise<void>;
	/** Resolves when it is gone, for whatever reason. Never rejects. */
	exited: Promise<ServerExit>;
}

/** Lines that a person should hear of while the database runs. */
const loud = /PANIC:|no space left on device|was terminated by signal|database system was not properly shut down/i;

/** Starts `postgres` and resolves when it accepts connections; recovery after a crash may take its time. */
export function startServer(around: Surroundings, log: Log): Promise<ServerProcess> {
	const { account, binaries, cluster, folder } = around;
	let ready = (): void => undefined;
	const lines = openServerLog(path.join(folder, 'server.log'), (line) => {
		if (loud.test(line)) log.warn('database.said', { line });
		if (line.includes('database system is ready to accept connections')) ready();
	});
	const settings = Object.entries(serverSettings({ lasting: around.lasting })).flatMap(([name, value]) => [
		'-c',
		`${name}=${value}`,
	]);
	const child = spawn(path.join(binaries, 'bin', 'postgres'), ['-D', seenFrom(cluster, account), ...settings], {
		cwd: cluster,
		env: around.environment,
		// A session of its own: Ctrl-C in a terminal is for us, and we stop the database last.
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe'],
		...account,
	});
	const dismiss = child.pid === undefined ? () => undefined : watchOver(child.pid, account);
	let expected = false;
	return new Promise((resolve, reject) => {
		const exited = new Promise<ServerExit>((gone) => {
			child.once('close', (code, signal) => {
				dismiss();
				lines.close();
				const problem = explainLines(lines.last(), { folder });
				reject(problem);
				gone({ expected, code, signal, problem: expected ? null : problem });
			});
		});
		const stop = async (): Promise<void> => {
			expected = true;
			child.kill('SIGINT');
			const harder = [setTimeout(() => child.kill('SIGQUIT'), 10_000), setTimeout(() => child.kill('SIGKILL'), 15_000)];
			await exited;
			harder.forEach(clearTimeout);
		};
		ready = () => resolve({ stop, exited });
		child.once('error', (error) => reject(explainError(error, { folder })));
		child.stderr.setEncoding('utf8').on('data', (text: string) => lines.add(text));
	});
}
