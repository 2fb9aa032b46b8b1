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
