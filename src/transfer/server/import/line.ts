/** Work under way, in the order in which it was begun. */
export interface Line<T> {
	begin(work: () => Promise<T>): void;
	/** What the oldest gave, one after the other, until at most so many are left. Throws what one of them threw. */
	oldest(left: number): AsyncGenerator<T>;
	/** Waits for all of them, however they end. */
	settle(): Promise<void>;
}

export function openLine<T>(): Line<T> {
	const line: Promise<T>[] = [];
	return {
		begin(work) {
			const begun = work();
			// A failure that nobody hears yet must not end the process.
			begun.catch(() => undefined);
			line.push(begun);
		},
		async *oldest(left) {
			while (line.length > left) yield await (line.shift() as Promise<T>);
		},
		async settle() {
			await Promise.allSettled(line);
		},
	};
}
