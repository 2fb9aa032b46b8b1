import type { Limits } from '#network/limit.ts';

/** What Instagram takes: nothing without a JPEG between 4:5 and 1.91:1, and no address that anybody can follow. */
export const instagramLimits: Limits = {
	post: { most: 2200, counted: 'character' },
	comment: { most: 2200, counted: 'character' },
	firstComment: true,
	pictures: {
		least: 1,
		most: 10,
		types: ['image/jpeg'],
		bytes: 8_000_000,
		ratio: [0.8, 1.91],
		width: 320,
		alt: 1000,
	},
	link: 'dead',
	hashtags: 30,
	mentions: 20,
	mention: { handle: '[A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?', write: '@{handle}', example: 'soy.hsiung' },
};
