import type { Limits } from '#network/limit.ts';

/** What a channel takes: 4,096 UTF-16 units, 1,024 beside a picture. Nothing is marked up, so every sign counts as it is. */
export const telegramLimits: Limits = {
	post: { most: 4096, counted: 'unit' },
	caption: { most: 1024, counted: 'unit' },
	comment: { most: 4096, counted: 'unit' },
	pictures: { least: 0, most: 1, types: ['image/jpeg', 'image/png'], bytes: 10_000_000, ratio: [0.05, 20] },
	link: 'within',
	mention: { handle: '[A-Za-z][A-Za-z0-9_]{3,31}', write: '@{handle}', example: 'soyhsiung' },
};
