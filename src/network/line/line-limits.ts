import type { Limits } from '#network/limit.ts';

/** What a message of a LINE Official Account takes: 5,000 UTF-16 units, and up to four pictures beside it (five bubbles in all). */
export const lineLimits: Limits = {
	post: { most: 5000, counted: 'unit' },
	comment: { most: 5000, counted: 'unit' },
	pictures: { least: 0, most: 4, types: ['image/jpeg', 'image/png'], bytes: 10_000_000 },
	link: 'within',
};
