import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { freePort } from '../../tests/start-product.ts';
import type { Bench } from '../bench.ts';
import { plain, type Figure } from '../figure.ts';
import { median } from '../median.ts';
import { productEnvironment } from '../product.ts';
import { articlePath } from '../seed/articles.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** From the start of the process to the first article that is answered with 200, data present. */
export async function measureStart(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	// The first start fills the cache of compiled code, as the start after an update does.
	await startOnce(bench, process.execPath, ['build/server/main.js', 'all']);
	const direct: number[] = [];
	for (let round = 0; round < 5; round++)
		direct.push((await startOnce(bench, process.execPath, ['build/server/main.js', 'all'])).took);
	const whole: number[] = [];
	for (let round = 0; round < 4; round++) {
		const { took, built } = await startOnce(bench, 'npm', ['start']);
		if (!built) whole.push(took);
	}
	const seconds = (times: readonly number[]): string => `${(median(times) / 1000).toFixed(2)} s`;
	return [
		plain('start to first answer (node build/server/main.js)', seconds(direct), '≤ 2 s', median(direct) <= 2_000, {
			milliseconds: median(direct),
		}),
		plain(
			'start to first answer (npm start, fresh)',
			whole.length ? seconds(whole) : 'not measured: it built each time',
			'< 3 s',
			median(whole) < 3_000,
			{ milliseconds: median(whole) },
		),
	];
}

async function startOnce(
	bench: Bench,
	command: string,
	args: readonly string[],
): Promise<{ took: number; built: boolean }> {
	const port = await freePort();
	const started = performance.now();
	let said = '';
	const child = spawn(command, args, {
		cwd: root,
		env: {
			...process.env,
			...productEnvironment,
			NODE_ENV: 'production',
			PORT: String(port),
			HOMECOURT_DATA: bench.place.data,
			LOG_LEVEL: 'warn',
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	child.stdout.on('data', (part: Buffer) => (said += part.toString()));
	child.stderr.on('data', (part: Buffer) => (said += part.toString()));
	const gone = new Promise((resolve) => child.once('exit', resolve));
	try {
		while (!(await answers(port, articlePath(1)))) {
			if (child.exitCode !== null || performance.now() - started > 120_000)
				throw new Error(`It did not start:\n${said}`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		return { took: performance.now() - started, built: /Building|Installing/.test(said) };
	} finally {
		stopGroup(child);
		await gone;
	}
}

/** npm starts a shell that starts us: the whole group is asked to stop, as a terminal does at Ctrl-C. */
function stopGroup(child: ChildProcess): void {
	if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGINT');
}

const answers = (port: number, target: string): Promise<boolean> =>
	new Promise((resolve) => {
		const asked = http.get(
			{ port, host: '127.0.0.1', path: target, agent: false, headers: { host: `localhost:${port}` } },
			(response) => {
				response.resume();
				response.once('end', () => resolve(response.statusCode === 200));
			},
		);
		asked.once('error', () => resolve(false));
	});
