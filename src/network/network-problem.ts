/** What can go wrong with a network, in the words that every adapter translates its own errors into. */
export const networkTroubles = [
	/** The token ran out and can be renewed. */
	'auth-expired',
	/** The token was taken back; a person has to connect again. */
	'auth-revoked',
	'permission',
	/** Too many calls; `until` says when the next is welcome. */
	'rate-limited',
	/** The day's or month's share is used up. */
	'quota-exhausted',
	/** It would cost more than was agreed. */
	'cost-blocked',
	/** The network takes it for something that already stands there. */
	'duplicate',
	/** The network refuses the content; `field`, `limit` and `actual` say why. */
	'validation',
	/** Pictures are not ready yet. */
	'media-processing',
	/** What was prepared is no longer there: it is prepared anew. */
	'stage-lost',
	'media-rejected',
	'account-restricted',
	'not-found',
	/** This version of the network's interface was switched off. */
	'version-ended',
	/** Nothing was sent, or nothing was done: it may be tried again. */
	'transient',
	/** A person posts it. */
	'by-hand',
	/** The call may have been carried out; nobody knows. */
	'unknown-outcome',
] as const;
export type NetworkTrouble = (typeof networkTroubles)[number];

/** A refusal or failure of a network. `details` fill the sentence and never contain a secret. */
export class NetworkProblem extends Error {
	readonly trouble: NetworkTrouble;
	/** Not before this time; set with `rate-limited` and `quota-exhausted` when the network says so. */
	readonly until: Date | null;
	readonly details: Record<string, string | number>;
	constructor(trouble: NetworkTrouble, details: Record<string, string | number> = {}, until: Date | null = null) {
		super([trouble, details['code'], details['reason']].filter(Boolean).join(' '));
		this.name = 'NetworkProblem';
		this.trouble = trouble;
		this.until = until;
		this.details = details;
	}
}

const passing: readonly NetworkTrouble[] = [
	'transient',
	'rate-limited',
	'quota-exhausted',
	'media-processing',
	'stage-lost',
	'auth-expired',
];

/** True when the same call may be made again by itself, because nothing was done this time. */
export const passes = (problem: NetworkProblem): boolean => passing.includes(problem.trouble);

/** What was thrown by an adapter, as a NetworkProblem: whatever is not one is a failure nobody foresaw, after which nobody knows what was done. */
export const asNetworkProblem = (error: unknown): NetworkProblem =>
	error instanceof NetworkProblem
		? error
		: new NetworkProblem('unknown-outcome', { reason: String((error as Error)?.message ?? error).slice(0, 200) });

/** What a call gave; null when what it was about is not there. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
	try {
		return await call;
	} catch (error) {
		if (asNetworkProblem(error).trouble === 'not-found') return null;
		throw error;
	}
}
