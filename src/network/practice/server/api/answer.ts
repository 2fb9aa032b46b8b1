import { Problem } from '#platform/problem.ts';

/** An answer of the practice network's API. */
export const answer = (status: number, body: object, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify(body), {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
	});

/** A refusal: `{ "error": { "code", … } }`. */
export function refusal(problem: Problem): Response {
	const { seconds } = problem.details;
	const headers: Record<string, string> = {};
	if (typeof seconds === 'number') headers['retry-after'] = String(seconds);
	if (problem.status === 401) headers['www-authenticate'] = 'Bearer';
	return answer(problem.status, { error: { code: problem.code, ...problem.details } }, headers);
}

const mostBytes = 64 * 1024;

/** The JSON object that was sent. Throws Problem `practice.body-too-large` (413), `practice.not-json` (400). */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
	const bytes: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
		size += chunk.length;
		if (size > mostBytes) throw new Problem('practice.body-too-large', 413, { bytes: mostBytes });
		bytes.push(chunk);
	}
	try {
		const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes)));
		if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
	} catch {
		// Neither UTF-8 nor JSON: said below.
	}
	throw new Problem('practice.not-json', 400);
}
