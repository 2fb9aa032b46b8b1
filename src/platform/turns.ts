/** Work that is done one after another, in the order it came. */
export interface Turns {
	/** How many wait for their turn. */
	readonly waiting: number;
	/** Waits for one's turn and takes it. The returned function ends it; called again it does nothing. */
	take(): Promise<() => void>;
}

/**
 * One at a time, and between two of them a rest of `rest` times as long as the work took: with 2, whoever brings ten thousand
 * pieces takes a third of the time, and everybody who asks for something else has the rest of it. Who comes alone never waits.
 */
export function takeTurns(rest: number): Turns {
	const queue: (() => void)[] = [];
	let busy = false;

	function begin(): () => void {
		busy = true;
		const began = performance.now();
		let over = false;
		return () => {
			if (over) return;
			over = true;
			if (queue.length) setTimeout(next, rest * (performance.now() - began));
			else busy = false;
		};
	}
	/** Nobody leaves the queue but by their turn. */
	const next = (): void => (queue.shift() as () => void)();

	return {
		get waiting() {
			return queue.length;
		},
		async take() {
			if (busy) await new Promise<void>((resolve) => queue.push(resolve));
			return begin();
		},
	};
}
