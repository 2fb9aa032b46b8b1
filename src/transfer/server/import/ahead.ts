/**
 * Hands over one after the other, and has the next made ready while whoever takes them works on the one before: reading and writing wait
 * for different things. What breaks in the making is told when its turn comes; whoever stops early ends the making, too.
 */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
	const ask = (): Promise<IteratorResult<T>> => {
		const asked = source.next();
		// A failure that nobody hears yet must not end the process.
		asked.catch(() => undefined);
		return asked;
	};
	let next = ask();
	try {
		for (;;) {
			const { done, value } = await next;
			if (done) return;
			next = ask();
			yield value;
		}
	} finally {
		await next.catch(() => undefined);
		await source.return(undefined);
	}
}
