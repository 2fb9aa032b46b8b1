import type { Limits } from '#network/limit.ts';

/** What Bluesky takes: 300 signs as people see them and 3,000 bytes; four pictures, each described. The link is a card. */
export const blueskyLimits: Limits = {
	post: { most: 300, counted: 'grapheme', bytes: 3000 },
	comment: { most: 300, counted: 'grapheme', bytes: 3000 },
	pictures: { least: 0, most: 4, types: ['image/jpeg', 'image/png'], bytes: 2_000_000, alt: 2000 },
	thread: 25,
	link: 'beside',
	pictureLink: 'within',
	mention: {
		handle: '(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?',
		write: '@{handle}',
		example: 'soy.example',
	},
};
