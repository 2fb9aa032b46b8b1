import type { Keepsake } from '#platform/keepsake/keepsake.ts';

const known = new Map<string, Keepsake>();

/** Says what else belongs to a site, in the order in which it comes back: what is named before what names it. */
export function offerKeepsakes(keepsakes: readonly Keepsake[]): void {
	known.clear();
	for (const one of keepsakes) known.set(one.name, one);
}

/** Every keepsake, in order. */
export const listKeepsakes = (): Keepsake[] => [...known.values()];

export const keepsakeCalled = (name: string): Keepsake | undefined => known.get(name);

/** How far into a restoring they come: those that others name early, the rest after everything else. */
export const keepsakePlace = (name: string): number => [...known.keys()].indexOf(name);
