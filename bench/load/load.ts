import { fork } from 'node:child_process';
import path from 'node:path';
import type { LoadJob, LoadResult } from './job.ts';

/** Runs a load in a process of its own. When `end` is aborted it stops there, with what was counted so far. */
export function load(job: LoadJob, end?: AbortSignal): Promise<LoadResult> {
	return new Promise((resolve, reject) => {
		const child = fork(path.join(import.meta.dirname, 'generate.ts'), {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		});
		let result: LoadResult | null = null;
		child.once('message', (message) => {
			result = message as LoadResult;
			child.kill();
		});
		child.once('exit', () =>
			result ? resolve(result) : reject(new Error('The load generator ended without a result')),
		);
		child.send(job);
		end?.addEventListener('abort', () => void (child.connected && child.send('end')));
	});
}

/** A GET as a browser would send it, short. */
export const getRequest = (port: number, path: string, headers: Readonly<Record<string, string>> = {}): string =>
	`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUser-Agent: ${browser}\r\nAccept: text/html\r\n${lines(headers)}\r\n`;

/** A POST of a form or of JSON. */
export const postRequest = (
	port: number,
	path: string,
	body: string,
	headers: Readonly<Record<string, string>>,
): string =>
	`POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUser-Agent: ${browser}\r\n${lines(headers)}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** A usual browser: counted as a person. */
export const browser =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

const lines = (headers: Readonly<Record<string, string>>): string =>
	Object.entries(headers)
		.map(([name, value]) => `${name}: ${value}\r\n`)
		.join('');
