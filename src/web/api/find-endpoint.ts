import { notFound, Problem } from '#platform/problem.ts';
import type { Endpoint } from '#web/api/endpoint.ts';

/** An identity as we write it: no sign, no zero in front, no escapes. */
const identity = /^[1-9]\d{0,15}$/;

/**
 * The endpoint for a path below /api/v1, compared as it came: an address that says the same in another way (escapes,
 * case, a slash more) is another address, and there is nothing. Throws Problem `resource.not-found`, `WHAT.not-found`
 * for what cannot be an identity, `status.405` with the methods that it takes.
 */
export function findEndpoint(
	endpoints: readonly Endpoint[],
	method: string,
	path: string,
): { found: Endpoint; params: Record<string, number> } {
	const parts = path.split('/');
	const there = endpoints.filter((one) => fits(one.path.split('/'), parts));
	const wanted = method === 'HEAD' ? 'GET' : method;
	const found = there.find((one) => one.method === wanted);
	if (found) return { found, params: readParams(found.path.split('/'), parts) };
	if (!there.length) throw notFound('resource');
	throw new Problem('status.405', 405, {
		allow: there.flatMap((one) => (one.method === 'GET' ? ['GET', 'HEAD'] : [one.method])),
	});
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
	pattern.length === parts.length &&
	pattern.every((piece, place) => (piece.startsWith('{') ? parts[place] !== '' : piece === parts[place]));

function readParams(pattern: readonly string[], parts: readonly string[]): Record<string, number> {
	const params: Record<string, number> = {};
	for (const [place, piece] of pattern.entries()) {
		if (!piece.startsWith('{')) continue;
		const name = piece.slice(1, -1);
		const part = parts[place] ?? '';
		if (!identity.test(part) || !Number.isSafeInteger(Number(part))) throw notFound(name);
		params[name] = Number(part);
	}
	return params;
}
