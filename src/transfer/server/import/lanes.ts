/** Does some work for each, a few at a time, and returns the results in order. */
export async function inLanes<T, R>(all: readonly T[], lanes: number, work: (one: T) => Promise<R>): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const lane = async (): Promise<void> => {
		for (let index = next++; index < all.length; index = next++) results[index] = await work(all[index] as T);
	};
	await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane));
	return results;
}

/**
 * Does work in a lane when all that was put into that lane before is done; lanes go on beside each other. Where something failed nothing more is
 * begun in its lane: it throws the same, since what comes later may name what is missing now.
 */
export type Lanes = <R>(lane: number, work: () => Promise<R>) => Promise<R>;

export function openLanes(): Lanes {
	const last = new Map<number, Promise<unknown>>();
	return (lane, work) => {
		const done = (last.get(lane) ?? Promise.resolve()).then(work);
		// A failure that nobody hears yet must not end the process.
		done.catch(() => undefined);
		last.set(lane, done);
		return done;
	};
}

/** Waits for all, then throws what the first one that failed said. */
export async function settle<T>(all: readonly Promise<T>[]): Promise<T[]> {
	const outcomes = await Promise.allSettled(all);
	return outcomes.map((outcome) => {
		if (outcome.status === 'rejected') throw outcome.reason;
		return outcome.value;
	});
}
