/** How fast something went. Times in milliseconds. */
export interface Flow {
	count: number;
	perSecond: number;
	p50: number;
	p99: number;
}

/** Does something over and over, `together` at a time, for so many milliseconds. */
export async function inFlight(together: number, milliseconds: number, act: () => Promise<unknown>): Promise<Flow> {
	const times: number[] = [];
	const started = performance.now();
	const end = started + milliseconds;
	const lane = async (): Promise<void> => {
		for (let now = performance.now(); now < end;) {
			await act();
			const after = performance.now();
			times.push(after - now);
			now = after;
		}
	};
	await Promise.all(Array.from({ length: together }, lane));
	const seconds = (performance.now() - started) / 1000;
	times.sort((one, other) => one - other);
	const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN;
	return { count: times.length, perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
