import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bad days. `500-after` is what happens when the thing was done all the same. */
export type FakeFault =
	| '500-before'
	| '500-after'
	| 'rate-limit'
	| 'expired'
	| 'revoked'
	| 'permission'
	| 'restricted'
	| 'duplicate'
	| 'version-ended'
	| 'picture-refused';

export interface FakeCall {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: http.IncomingHttpHeaders;
	raw: Buffer;
	/** The body as JSON or as a form, by its type. */
	body(): Record<string, unknown>;
	/** A form with files. */
	parts(): Promise<FormData>;
}
export type FakeAnswer = [status: number, body?: object | string, headers?: Record<string, string>];

/** A refusal from somewhere inside; it is answered as it is. */
export class FakeRefusal extends Error {
	readonly answer: FakeAnswer;
	constructor(...answer: FakeAnswer) {
		super(String(answer[0]));
		this.answer = answer;
	}
}

export interface FakeServer {
	url: string;
	/** What was asked, as `METHOD /path`. */
	calls: string[];
	faults: { kind: FakeFault; match: RegExp; left: number }[];
	fault(kind: FakeFault, options?: { match?: RegExp; times?: number }): void;
	close(): Promise<void>;
}

/**
 * A network over HTTP, in memory: `answer` knows what stands there, `refuse` how this network says that a day is bad.
 * A fault meets the next calls that `match` (`METHOD /path`).
 */
export async function fakeServer(
	answer: (call: FakeCall) => FakeAnswer | Promise<FakeAnswer>,
	refuse: (kind: Exclude<FakeFault, '500-after'>, call: FakeCall) => FakeAnswer,
): Promise<FakeServer> {
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void reply(request, Buffer.concat(chunks)).then(([status, body, headers]) => {
				response.writeHead(status, { 'content-type': 'application/json', ...headers });
				response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
			});
		});
	});
	async function reply({ method = '', url = '', headers }: http.IncomingMessage, raw: Buffer): Promise<FakeAnswer> {
		const { pathname: path, searchParams } = new URL(url, 'http://fake.invalid');
		const type = headers['content-type'] ?? '';
		const call: FakeCall = {
			method,
			path,
			query: Object.fromEntries(searchParams),
			headers,
			raw,
			body: () =>
				(type.includes('json')
					? JSON.parse(raw.toString() || '{}')
					: Object.fromEntries(new URLSearchParams(raw.toString()))) as Record<string, unknown>,
			parts: () => new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData(),
		};
		const name = `${method} ${path}`;
		fake.calls.push(name);
		const fault = fake.faults.find(({ match }) => match.test(name));
		if (fault && --fault.left < 1) fake.faults.splice(fake.faults.indexOf(fault), 1);
		if (fault && fault.kind !== '500-after') return refuse(fault.kind, call);
		try {
			const answered = await answer(call);
			return fault ? refuse('500-before', call) : answered;
		} catch (error) {
			if (error instanceof FakeRefusal) return error.answer;
			return [599, { error: String(error) }];
		}
	}
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const fake: FakeServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		calls: [],
		faults: [],
		fault: (kind, { match = /./, times = 1 } = {}) => void fake.faults.push({ kind, match, left: times }),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return fake;
}

/** Names that are not among these. */
export const strange = (given: object, ...known: string[]): string[] =>
	Object.keys(given).filter((name) => !known.includes(name.replace(/\[\]$/, '')));
