import type { Limits } from '#network/limit.ts';

/** What a Facebook page takes. Pictures: the types and the size that clients meet refusals above. */
export const facebookLimits: Limits = {
	post: { most: 63_206, counted: 'character' },
	comment: { most: 8_000, counted: 'character' },
	firstComment: true,
	pictures: { least: 0, most: 10, types: ['image/jpeg', 'image/png'], bytes: 4_000_000 },
	link: 'beside',
	pictureLink: 'within',
};
