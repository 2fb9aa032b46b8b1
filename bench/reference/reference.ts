import { fork } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import type { Answer, ReferenceOrder } from './order.ts';

/** A bare `node:http` server in a process of its own. */
export interface Reference {
	port: number;
	pid: number;
	end(): void;
}

/** Starts the reference server. */
export function startReference(order: ReferenceOrder): Promise<Reference> {
	const child = fork(path.join(import.meta.dirname, 'serve.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	return new Promise((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`The reference server ended with ${code}`)));
		child.once('message', (port) =>
			resolve({ port: port as number, pid: child.pid ?? 0, end: () => void child.kill() }),
		);
		child.send(order);
	});
}

/** Headers that the reference's own HTTP server writes. */
const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** Takes one answer of the product as it comes over the wire, still compressed. Throws when it is not 200. */
export function capture(
	port: number,
	target: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<Answer & { text: Buffer }> {
	return new Promise((resolve, reject) => {
		const asked = http.get(
			{ port, host: '127.0.0.1', path: target, agent: false, headers: { host: `localhost:${port}`, ...headers } },
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.once('end', () => {
					const text = Buffer.concat(parts);
					if (response.statusCode !== 200)
						return reject(new Error(`${target} answered ${response.statusCode}: ${text.toString().slice(0, 400)}`));
					const kept: [string, string][] = [];
					for (let index = 0; index < response.rawHeaders.length; index += 2) {
						const name = response.rawHeaders[index] ?? '';
						if (!own.has(name.toLowerCase())) kept.push([name, response.rawHeaders[index + 1] ?? '']);
					}
					resolve({ headers: kept, body: text.toString('base64'), text });
				});
			},
		);
		asked.once('error', reject);
	});
}
