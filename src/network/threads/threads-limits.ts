import type { Limits } from '#network/limit.ts';

/** What Threads takes: 500 signs, an emoji as many as its bytes, five addresses. Its first address becomes the card. */
export const threadsLimits: Limits = {
	post: { most: 500, counted: 'emoji-byte' },
	comment: { most: 500, counted: 'emoji-byte' },
	pictures: { least: 0, most: 20, types: ['image/jpeg', 'image/png'], bytes: 8_000_000, ratio: [0.1, 10], alt: 1000 },
	link: 'within',
	addresses: 5,
	thread: 25,
	mention: { handle: '[A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?', write: '@{handle}', example: 'soy.hsiung' },
};
