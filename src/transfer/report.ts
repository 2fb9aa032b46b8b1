import { kinds, type Kind } from '#transfer/item.ts';

/**
 * What became of the items of one kind. `fresh` came for the first time, `changed` was brought up to date, `same` was here
 * already, `held` was changed at home since and is left as it is, `left` does not come.
 */
export interface Count {
	fresh: number;
	changed: number;
	same: number;
	held: number;
	left: number;
}
export type Fate = keyof Count;
export type Counts = Partial<Record<Kind | 'other', Count>>;

export const fates: readonly Fate[] = ['fresh', 'changed', 'same', 'held', 'left'];

export const noCount = (): Count => ({ fresh: 0, changed: 0, same: 0, held: 0, left: 0 });

/** Counts one more. */
export function countOne(counts: Counts, kind: string, fate: Fate): void {
	const name = (kinds as readonly string[]).includes(kind) ? (kind as Kind) : 'other';
	(counts[name] ??= noCount())[fate]++;
}

/** Items of every kind and fate. */
export const countAll = (counts: Counts): number =>
	Object.values(counts).reduce((sum, count) => sum + Object.values(count).reduce((inner, one) => inner + one, 0), 0);

/** Both together. */
export function addCounts(one: Counts, other: Counts): Counts {
	const sum = structuredClone(one);
	for (const [kind, count] of Object.entries(other) as [keyof Counts, Count][]) {
		const into = (sum[kind] ??= noCount());
		for (const fate of fates) into[fate] += count[fate];
	}
	return sum;
}
