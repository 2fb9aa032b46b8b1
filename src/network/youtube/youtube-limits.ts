import type { Limits } from '#network/limit.ts';

/** What the description of a video takes: 5,000 bytes, in which a Chinese character is three. An answer: 10,000 signs. */
export const youtubeLimits: Limits = {
	post: { most: 5000, counted: 'byte' },
	comment: { most: 10_000, counted: 'character' },
	pictures: null,
	link: 'within',
};
