import { Problem } from '#platform/problem.ts';

/** Largest body of a call, in bytes. */
export const largestBody = 2 * 1024 * 1024;

/** Names that would reach into objects themselves; nobody's data needs them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The body of a call as text. Throws Problem `status.415` for anything but JSON, `status.413` above `largest` bytes
 * (stops reading there), `call.not-utf8` (400), `status.400` for a body that breaks off.
 */
export async function readText(request: Request, largest = largestBody): Promise<string> {
	const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
		.toLowerCase()
		.split(';')
		.map((part) => part.trim());
	const charset = parameters
		.find((part) => part.startsWith('charset='))
		?.slice('charset='.length)
		.replaceAll('"', '');
	const encoding = request.headers.get('content-encoding') ?? 'identity';
	if (type !== 'application/json' || (charset && charset !== 'utf-8') || encoding !== 'identity')
		throw new Problem('status.415', 415);
	if (Number(request.headers.get('content-length') ?? 0) > largest) throw new Problem('status.413', 413);
	const bytes = await readBytes(request, largest);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Problem('call.not-utf8', 400);
	}
}

async function readBytes(request: Request, largest: number): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
			size += part.length;
			if (size > largest) throw new Problem('status.413', 413);
			parts.push(part);
		}
	} catch (error) {
		// Whoever sends stopped, or sends more than was announced.
		throw error instanceof Problem ? error : new Problem('status.400', 400);
	}
	return Buffer.concat(parts);
}

/** The body of what a script of our own pages sends, as a value; refused as a call's is. */
export const readJson = async (request: Request, largest: number): Promise<unknown> =>
	parseJson(await readText(request, largest));

/** Throws Problem `call.name-forbidden` (400) for `__proto__` and its like. */
export function checkName(name: string): void {
	if (forbidden.has(name)) throw new Problem('call.name-forbidden', 400, { name });
}

/** A body as a value. Throws Problem `call.not-json` and, for `__proto__` and its like, `call.name-forbidden` (400). */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text, (name, value: unknown) => {
			checkName(name);
			return value;
		});
	} catch (error) {
		throw error instanceof Problem ? error : new Problem('call.not-json', 400);
	}
}
