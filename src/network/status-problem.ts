import { NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';

const usual: Readonly<Record<number, NetworkTrouble>> = {
	401: 'auth-revoked',
	403: 'permission',
	404: 'not-found',
	410: 'not-found',
	413: 'media-rejected',
	429: 'rate-limited',
};

/**
 * What a status means where a network has no other word for it: what was refused was not done, and after a failure of its
 * own nobody knows.
 */
export function statusProblem(
	status: number,
	creating: boolean,
	details: Record<string, string | number>,
	until: Date | null = null,
): NetworkProblem {
	const trouble = usual[status] ?? (status >= 400 && status < 500 ? 'validation' : null);
	return new NetworkProblem(trouble ?? (creating ? 'unknown-outcome' : 'transient'), details, until);
}

/** The JSON of a refusal; null when it is not the network itself that speaks. */
export function readRefusal(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
