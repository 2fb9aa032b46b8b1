import type { Limits } from '#network/limit.ts';

/**
 * What Plurk takes: 360 signs with everything that is written in them; beside a picture, whose address stands there too, 300.
 * The figure is not on the pages of its interface; it is what its own form takes. An answer names whom it answers.
 */
export const plurkLimits: Limits = {
	post: { most: 360, counted: 'character' },
	caption: { most: 300, counted: 'character' },
	comment: { most: 320, counted: 'character' },
	pictures: { least: 0, most: 1, types: ['image/jpeg', 'image/png'], bytes: 10_000_000 },
	link: 'within',
	firstComment: true,
	mention: { handle: '[A-Za-z0-9_]{3,30}', write: '@{handle}', example: 'soyhsiung' },
};
