/** Where the time comes from. Commands read `ctx.now`; only the composition root and tests hold a clock. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** A clock that stands still until it is told to move; for tests and for writing the past of a sample brand. */
export function handClock(start: Date): { now: Clock; set(time: Date): void; advance(milliseconds: number): void } {
	let time = start;
	return {
		now: () => time,
		set: (to) => void (time = to),
		advance: (milliseconds) => void (time = new Date(time.getTime() + milliseconds)),
	};
}
