import { createHash, randomInt } from 'node:crypto';

const signs = '234567abcdefghijklmnopqrstuvwxyz';

/** A record key as the AT Protocol makes them (TID): 53 bits of microseconds, 10 of chance, thirteen signs in order of time. */
export const newTid = (now: Date): string => write(BigInt(now.getTime()) * 1000n, BigInt(randomInt(1024)));

/** The same key for the same words, whenever it is asked for: for what has no place to keep one. */
export function tidOf(words: string): string {
	const digest = createHash('sha256').update(words).digest().readBigUInt64BE();
	return write((digest >> 11n) & ((1n << 53n) - 1n), digest & 1023n);
}

/** The time in a key. */
export function timeOfTid(tid: string): Date {
	let value = 0n;
	for (const sign of tid) value = value * 32n + BigInt(signs.indexOf(sign));
	return new Date(Number((value >> 10n) / 1000n));
}

function write(micros: bigint, chance: bigint): string {
	let value = (micros << 10n) | chance;
	let text = '';
	for (let place = 0; place < 13; place++) {
		text = (signs[Number(value & 31n)] ?? '') + text;
		value >>= 5n;
	}
	return text;
}
