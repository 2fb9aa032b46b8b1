import type { Limits } from '#network/network.ts';

/** What the practice network takes. */
export const practiceLimits: Limits = {
	post: { most: 2000, counted: 'grapheme' },
	comment: { most: 1000, counted: 'grapheme' },
	thread: 10,
	firstComment: true,
	mention: { handle: '[A-Za-z0-9_]{2,30}', write: '@{handle}', example: 'soyhsiung' },
};
