import { Problem } from '#platform/problem.ts';

/** A body as JSON. Throws Problem `webhook.unreadable`. */
export function readJson(raw: Buffer | string): unknown {
	try {
		return JSON.parse(typeof raw === 'string' ? raw : new TextDecoder('utf-8', { fatal: true }).decode(raw));
	} catch {
		throw new Problem('webhook.unreadable', 400);
	}
}
