import type { Found, Published } from '#network/network.ts';
import { asNetworkProblem, NetworkProblem, passes } from '#network/network-problem.ts';

/** Something to create on a network exactly once. */
export interface Creation {
	/** True when an earlier call may have created it already. */
	unsure: boolean;
	/** Whether the network makes one thing of two calls with the same key. */
	keyed: boolean;
	create(): Promise<Published>;
	/** Looks whether it is there. */
	find(): Promise<Found>;
}

/**
 * What an attempt led to. `again`: it may be tried again by itself, and `unsure` says whether it has to be looked for
 * first. `unconfirmed`: it may stand there or not, and only a person can find out.
 */
export type Outcome =
	| { kind: 'published'; published: Published }
	| { kind: 'again'; unsure: boolean; problem: NetworkProblem }
	| { kind: 'failed' | 'unconfirmed'; problem: NetworkProblem };

/**
 * One attempt. After a call whose outcome is unknown, nothing is created again before it was looked for; where the
 * network neither tells nor knows our key, it is left to a person. So nothing is ever there twice, and nothing is lost.
 */
export async function attempt(creation: Creation): Promise<Outcome> {
	if (creation.unsure) return settle(creation, new NetworkProblem('unknown-outcome'));
	try {
		return { kind: 'published', published: await creation.create() };
	} catch (error) {
		const problem = asNetworkProblem(error);
		if (problem.trouble === 'unknown-outcome' || problem.trouble === 'duplicate') return settle(creation, problem);
		return passes(problem) ? { kind: 'again', unsure: false, problem } : { kind: 'failed', problem };
	}
}

async function settle({ keyed, find }: Creation, problem: NetworkProblem): Promise<Outcome> {
	let found: Found;
	try {
		found = await find();
	} catch (error) {
		const trouble = asNetworkProblem(error);
		// Looking changes nothing: whatever hindered it, what was not seen may still be there.
		return passes(trouble) || trouble.trouble === 'unknown-outcome'
			? { kind: 'again', unsure: true, problem: trouble }
			: { kind: 'unconfirmed', problem: trouble };
	}
	if (typeof found === 'object') return { kind: 'published', published: found };
	// A duplicate that cannot be found is one of somebody else's, or one that was hidden: sending again changes nothing.
	if (found === 'absent' && keyed && problem.trouble !== 'duplicate') return { kind: 'again', unsure: false, problem };
	return { kind: 'unconfirmed', problem };
}

/** Attempts after which a person has to look. */
export const mostTries = 12;

/** When to try again: half a minute after the first try, then twice as long each time, an hour at most; never before the network wants. */
export function nextTry(now: Date, tries: number, problem: NetworkProblem): Date {
	const pause = Math.min(30_000 * 2 ** Math.max(0, tries - 1), 3_600_000);
	return new Date(Math.max(now.getTime() + pause, problem.until?.getTime() ?? 0));
}

/** How long an attempt that was begun and has said nothing is left alone: longer than any call may take, in milliseconds. */
export const attemptLease = 2 * 60_000;
