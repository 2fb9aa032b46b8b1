import { createHash } from 'node:crypto';

/** A number from 0 to 1 that depends on its seeds alone, so that what followers do can be told in advance. */
export function chance(...seeds: (string | number)[]): number {
	return createHash('sha256').update(seeds.join('\u0000')).digest().readUInt32BE(0) / 0x1_0000_0000;
}
