import type { Found, Idempotency, Published } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem, passes } from '#network/network-problem.ts';

/** Something to create on a network exactly once. */
export interface Creation {
	/** True when an earlier call may have created it already. */
	unsure: boolean;
	idempotency: Idempotency;
	/** When the first call was made of those that may have created it. */
	tried: Date;
	now: Date;
	create(): Promise<Published>;
	/** Looks whether it is there. */
	find(): Promise<Found>;
}

/**
 * What an attempt led to. `again`: it may be tried again by itself, and `unsure` says whether it may be there already.
 * `unconfirmed`: it may stand there or not, and only a person can find out.
 */
export type Outcome =
	| { kind: 'published'; published: Published }
	| { kind: 'again'; unsure: boolean; problem: NetworkProblem }
	| { kind: 'failed' | 'unconfirmed'; problem: NetworkProblem };

/**
 * One attempt. After a call whose outcome is unknown, nothing is created again before it was looked for, unless the network
 * itself knows our key again; where it neither tells nor knows, it is left to a person. So nothing is ever there
 * twice, and nothing is lost.
 */
export async function attempt(creation: Creation): Promise<Outcome> {
	if (creation.unsure) {
		const settled = await settle(creation, new NetworkProblem('unknown-outcome'));
		if (settled !== 'by-key') return settled;
	}
	try {
		return { kind: 'published', published: await creation.create() };
	} catch (error) {
		const problem = asNetworkProblem(error);
		if (problem.trouble === 'unknown-outcome' || problem.trouble === 'duplicate') {
			const settled = await settle(creation, problem);
			return settled === 'by-key' ? { kind: 'again', unsure: true, problem } : settled;
		}
		if (passes(problem)) return { kind: 'again', unsure: creation.unsure, problem };
		return { kind: creation.unsure || problem.trouble === 'by-hand' ? 'unconfirmed' : 'failed', problem };
	}
}

/** What an attempt led to that never came to its call: the account could not be opened, or what goes before could not be done. */
export function notReached(error: unknown, unsure: boolean): Outcome {
	const problem = asNetworkProblem(error);
	// Nothing visible was made this time, so that even an unknown end does no harm, unless an earlier call may have made it.
	if (passes(problem) || (!unsure && problem.trouble === 'unknown-outcome')) return { kind: 'again', unsure, problem };
	return { kind: unsure ? 'unconfirmed' : 'failed', problem };
}

/** What looking led to; `by-key`: it was not seen, and the network knows our key again, so it may be called once more. */
async function settle(creation: Creation, problem: NetworkProblem): Promise<Outcome | 'by-key'> {
	let found: Found;
	try {
		found = await creation.find();
	} catch (error) {
		const trouble = asNetworkProblem(error);
		// Looking changes nothing: whatever hindered it, what was not seen may still be there.
		return passes(trouble) || trouble.trouble === 'unknown-outcome'
			? { kind: 'again', unsure: true, problem: trouble }
			: { kind: 'unconfirmed', problem: trouble };
	}
	if (typeof found === 'object') return { kind: 'published', published: found };
	// A duplicate that cannot be found is one of somebody else's, or one that was hidden: sending again changes nothing.
	if (problem.trouble === 'duplicate') return { kind: 'unconfirmed', problem };
	const { idempotency, tried, now } = creation;
	const age = now.getTime() - tried.getTime();
	if (idempotency.by === 'key' && (idempotency.within === null || age < idempotency.within)) return 'by-key';
	if (found === 'cannot-tell') return { kind: 'unconfirmed', problem };
	if (idempotency.by === 'nothing') return { kind: 'unconfirmed', problem };
	if (idempotency.by !== 'list' || age >= idempotency.settled) return { kind: 'again', unsure: false, problem };
	// Not listed yet: a list may be behind what was done.
	const until = new Date(tried.getTime() + idempotency.settled);
	return { kind: 'again', unsure: true, problem: new NetworkProblem(problem.trouble, problem.details, until) };
}

/** Attempts after which a person has to look: a day and a half, so that a network may be down for a day. */
export const mostTries = 40;

/** How long a post waits for a network that is not there at all, in milliseconds: what is older is for a person to decide. */
export const longestAway = 36 * 3_600_000;

/** True when nothing is wrong with what was sent: its network wants the account to go slower. */
export const isSlowDown = ({ trouble }: Pick<NetworkProblem, 'trouble'>): boolean =>
	trouble === 'rate-limited' || trouble === 'quota-exhausted';

/** What stands in front of a network says when there is nobody behind it. */
const nobodyThere = [502, 503, 504];

/**
 * True when the network was not there at all, whatever it was asked: nobody answered, or whoever stands in front of it said so. What fails
 * in the network itself may be the fault of what was sent.
 */
export const isAway = ({ trouble, details }: Pick<NetworkProblem, 'trouble' | 'details'>): boolean =>
	trouble === 'transient' &&
	(/^(?:E[A-Z_]+|TimeoutError|UND_ERR_\w+)$/.test(String(details['reason'] ?? '')) ||
		nobodyThere.includes(Number(details['code'])));

/** When to try again: half a minute after the first try, then twice as long each time, an hour at most; never before the network wants. */
export function nextTry(now: Date, tries: number, problem: NetworkProblem): Date {
	// Whoever says when is taken at their word.
	if (isSlowDown(problem) && problem.until && problem.until > now) return problem.until;
	const pause = Math.min(30_000 * 2 ** Math.max(0, tries - 1), 3_600_000);
	return new Date(Math.max(now.getTime() + pause, problem.until?.getTime() ?? 0));
}

/** How long an attempt that was begun and has said nothing is left alone: longer than any call may take, in milliseconds. */
export const attemptLease = 2 * 60_000;
