/** Repeatable numbers from a seed (mulberry32): the same site on every machine. */
export interface Random {
	/** From 0 up to but not including 1. */
	next(): number;
	/** A whole number from `from` to `to`, both included. */
	whole(from: number, to: number): number;
	pick<T>(from: readonly T[]): T;
}

/** A generator whose whole sequence follows from `seed`. */
export function random(seed: number): Random {
	let state = seed | 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
		pick: (from) => from[Math.floor(next() * from.length)] as (typeof from)[number],
	};
}
