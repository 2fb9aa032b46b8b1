import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { throwawayFolder } from '../src/testing/throwaway.ts';

const root = path.resolve(import.meta.dirname, '..');

/** A running Homecourt of its own: its own data folder, its own port, started as an operator would. */
export interface Product {
	url: string;
	port: number;
	data: string;
	/** Everything that the terminal said so far. */
	terminal(): string;
	/** The link that works once, from the terminal. */
	link(): string;
	child: ChildProcess;
	/** Stops it as Ctrl-C would; resolves with the exit code. */
	stop(): Promise<number | null>;
	/** Stops it and deletes its data. */
	end(): Promise<void>;
}

export interface StartOptions {
	data?: string;
	port?: number;
	arguments?: string[];
	environment?: Record<string, string>;
	/** Resolves when this appears in the terminal; default: the site answers. */
	until?: RegExp;
}

/** Node's flags as `npm start` gives them, with its setting of malloc below (decisions/0009). */
const asStarted = ['--max-semi-space-size=8', '--max-old-space-size=256'];

/** A port that nobody uses. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => resolve(port));
		});
	});
}

/** Starts the built product and waits until it answers. Throws with the terminal's words when it ends instead. */
export async function startProduct(options: StartOptions = {}): Promise<Product> {
	const port = options.port ?? (await freePort());
	const data = options.data ?? throwawayFolder('homecourt-whole-');
	let said = '';
	const child = spawn(
		process.execPath,
		[...asStarted, path.join(root, 'build/server/main.js'), 'all', ...(options.arguments ?? [])],
		{
			cwd: root,
			env: {
				...process.env,
				PORT: String(port),
				HOMECOURT_DATA: data,
				LOG_LEVEL: 'warn',
				LANG: 'zh_TW.UTF-8',
				LC_ALL: '',
				NODE_ENV: 'production',
				MALLOC_ARENA_MAX: '2',
				...options.environment,
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	child.stdout.on('data', (part: Buffer) => (said += part.toString()));
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
	const until = options.until ?? /http:\/\//;
	const url = `http://localhost:${port}`;
	for (let tries = 0; !until.test(said) || !(await answers(url)); tries++) {
		if (child.exitCode !== null || tries > 6_000) throw new Error(`It did not start:\n${said}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const stop = async (): Promise<number | null> => {
		child.kill('SIGINT');
		return exited;
	};
	return {
		url,
		port,
		data,
		child,
		terminal: () => said,
		link: () => /https?:\/\/\S+(?:token|link)=\S+|https?:\/\/\S+\/login\/\S+/.exec(said)?.[0] ?? '',
		stop,
		async end() {
			await stop();
			rmSync(data, { recursive: true, force: true });
		},
	};
}

const answers = (url: string): Promise<boolean> =>
	fetch(`${url}/healthz`).then(
		(response) => response.ok,
		() => false,
	);
