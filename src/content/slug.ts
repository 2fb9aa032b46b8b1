/** Longest slug, in characters; a Chinese title this long still fits into a tweet once encoded. */
const longest = 60;

/**
 * The readable end of an address made from a title: letters and digits of any script are kept, as Chinese readers
 * recognise an address by its words; everything else becomes a hyphen. Empty when nothing is left.
 */
export function slugOf(title: string): string {
	const words = title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/['’]/g, '')
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return [...words].slice(0, longest).join('').replace(/-+$/, '');
}

/** Ends of addresses that mean something else, now or soon, below `/articles` and its like. */
const reserved = new Set([
	'new',
	'edit',
	'feed',
	'page',
	'index',
	'all',
	'tags',
	'series',
	'archive',
	'search',
	'drafts',
]);

/** True for an end of an address that no article may have. */
export const isReservedSlug = (slug: string): boolean => reserved.has(slug);
