import type { z } from 'zod';
import { NetworkProblem } from '#network/network-problem.ts';

/**
 * The JSON of an answer, as `schema` wants it. Whatever else was answered: nobody knows what was done when the call was
 * `creating`, and nothing was when it was not.
 */
export function readAnswer<S extends z.ZodType>(schema: S, text: string, creating: boolean): z.output<S> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { reason: 'not JSON' });
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw new NetworkProblem(creating ? 'unknown-outcome' : 'transient', { reason: 'unexpected answer' });
}

/** An address that a network told us, if a person may be sent there: http or https and nothing else. */
export const webAddress = (url: string | null | undefined): string | null =>
	url && /^https?:\/\//.test(url) && URL.canParse(url) ? url : null;
