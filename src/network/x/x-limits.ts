import type { Limits } from '#network/limit.ts';

/** What X takes: 280 by weight, a Chinese character two and every address 23. Four pictures. */
export const xLimits: Limits = {
	post: { most: 280, counted: 'weighted' },
	comment: { most: 280, counted: 'weighted' },
	pictures: { least: 0, most: 4, types: ['image/jpeg', 'image/png'], bytes: 5_000_000, alt: 1000 },
	link: 'within',
	mention: { handle: '[A-Za-z0-9_]{1,15}', write: '@{handle}', example: 'soyhsiung' },
};
