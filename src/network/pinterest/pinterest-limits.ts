import type { Limits } from '#network/limit.ts';

/** What a pin takes: 800 signs, one picture not taller than two to three, a link in a field of its own. */
export const pinterestLimits: Limits = {
	post: { most: 800, counted: 'character' },
	comment: { most: 500, counted: 'character' },
	pictures: {
		least: 1,
		most: 1,
		types: ['image/jpeg', 'image/png'],
		bytes: 10_000_000,
		ratio: [2 / 3, 1.91],
		alt: 500,
	},
	link: 'beside',
};

/** Most signs of a pin's title. */
export const titleMost = 100;
