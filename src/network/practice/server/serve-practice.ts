import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ctx } from '#platform/context/context.ts';
import { practiceApi } from '#network/practice/server/api/practice-api.ts';

/** The practice network's API on a port of its own. */
export interface PracticeServer {
	/** Base address, as the setting `practiceUrl` wants it. */
	url: string;
	/** Calls that were received so far: method and path. */
	calls: string[];
	close(): Promise<void>;
}

/**
 * Serves the practice network's API on a free port of the loopback address: for tests, and for work that runs before the
 * site itself listens. `newContext` gives the context of each call.
 */
export async function servePractice(newContext: () => Ctx): Promise<PracticeServer> {
	const calls: string[] = [];
	const server = http.createServer((request, response) => {
		calls.push(`${request.method} ${request.url}`);
		void carry(newContext(), request).then(async (answered) => {
			response.writeHead(answered.status, Object.fromEntries(answered.headers));
			response.end(Buffer.from(await answered.arrayBuffer()));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function carry(ctx: Ctx, request: http.IncomingMessage): Promise<Response> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks);
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers.set(name, value);
	return practiceApi(
		ctx,
		new Request(`http://practice.invalid${request.url}`, {
			method: request.method ?? 'GET',
			headers,
			...(body.length ? { body } : {}),
		}),
		'',
	);
}
