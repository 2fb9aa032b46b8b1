/** Minutes until a receiver whose mailbox refused for now is tried again, after each try. About five hours in all. */
const pauses = [2, 10, 45, 240];

/** When a receiver is tried again after so many tries; null: never. */
export function nextTry(tries: number, now: Date): Date | null {
	const minutes = pauses[tries - 1];
	return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}
