import type { Limits } from '#network/limit.ts';

/** What a page on LinkedIn takes: 3,000 UTF-16 units before its markup is escaped; a card, one picture or up to twenty. */
export const linkedinLimits: Limits = {
	post: { most: 3000, counted: 'unit' },
	comment: { most: 1250, counted: 'unit' },
	pictures: { least: 0, most: 20, types: ['image/jpeg', 'image/png'], bytes: 5_000_000, alt: 4086 },
	link: 'beside',
	pictureLink: 'within',
	firstComment: true,
	mention: { handle: '[0-9]{1,20}', write: '@[{name}](urn:li:organization:{handle})', example: '123456' },
};
