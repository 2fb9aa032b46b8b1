/**
 * Does something with each of many things that belong to accounts: a few accounts at a time, one after the other within an
 * account, so that one that answers slowly does not hold up the others and none is asked twice at once.
 */
export async function inLanes<T extends { account: number }>(
	all: readonly T[],
	lanes: number,
	run: (one: T) => Promise<void>,
): Promise<void> {
	const waiting = [...Map.groupBy(all, ({ account }) => account).values()];
	const lane = async (): Promise<void> => {
		for (let line = waiting.shift(); line; line = waiting.shift()) for (const one of line) await run(one);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
