import { clockSkew } from '#network/clock-skew.ts';
import type { OwnAccount } from '#network/connect.ts';
import { asNetworkProblem, NetworkProblem } from '#network/network-problem.ts';
import type { Found, Published } from '#network/network.ts';
import { sendingShare, type Usage } from '#network/usage.ts';

/** One part of a list; `next` asks for the one behind it, null on the last. */
export interface Part<T> {
	all: readonly T[];
	next: string | null;
	/** True: something may stand there that no part shows. */
	gap?: boolean;
}

/** What an account said, as its network lists it. */
export interface Listing<T> {
	/** Reads a part; what the network says of its allowances goes to `account`. */
	part(account: OwnAccount, cursor: string | null): Promise<Part<T>>;
	/** When it was said, in milliseconds, where the list goes from the newest back; absent: it is read to its end. */
	said?(one: T): number;
	isOurs(one: T): boolean;
	standing(one: T): Published;
	/** When the first call was made that may have created it. */
	since: Date;
	/** Parts at most, so that no list without an end is read for ever and others' allowance stays. */
	most: number;
}

/** Calls for one part: reading does no harm, and a line that breaks now and then should not cost the whole way back. */
const readings = 3;

/**
 * Looks for something of ours in a list, back to the moment when it was first tried. Stops where the network's allowance comes to
 * its end, and says until when. Throws NetworkProblem.
 */
export async function lookBack<T>(own: OwnAccount, listing: Listing<T>): Promise<Found> {
	const { part, said, isOurs, standing, since, most } = listing;
	const earliest = since.getTime() - clockSkew;
	let spent: Usage | null = null;
	const account: OwnAccount = {
		...own,
		note(usage) {
			if (usage.share >= sendingShare) spent = usage;
			own.note(usage);
		},
	};
	let cursor: string | null = null;
	for (let count = 0; count < most; count++) {
		// What is left of it belongs to what goes out.
		if (spent) throw new NetworkProblem('rate-limited', {}, (spent as Usage).until);
		const { all, next, gap } = await readPart(() => part(account, cursor));
		const mine = all.find((one) => isOurs(one) && (!said || said(one) >= earliest));
		if (mine) return standing(mine);
		if (gap) return 'cannot-tell';
		const last = all.at(-1);
		if (!next || (said && last && said(last) < earliest)) return 'absent';
		cursor = next;
	}
	return 'cannot-tell';
}

async function readPart<T>(read: () => Promise<Part<T>>): Promise<Part<T>> {
	for (let left = readings - 1; ; left--) {
		try {
			return await read();
		} catch (error) {
			const { trouble, until } = asNetworkProblem(error);
			// Whoever asks for time is given it.
			if (left <= 0 || trouble !== 'transient' || until) throw error;
		}
	}
}
