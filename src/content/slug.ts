/** What the end of an address may be made of: the title as it is, its pinyin, or the title of the English version. */
export const slugStyles = ['title', 'pinyin', 'english'] as const;
export type SlugStyle = (typeof slugStyles)[number];

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
	const letters = [...words];
	const cut = letters.slice(0, longest).join('');
	// Words with spaces end whole: half a syllable reads as another.
	const whole = letters.length > longest && letters[longest] !== '-' && /^[\x20-\x7e]+$/.test(cut);
	return (whole ? cut.replace(/(.)-[^-]*$/, '$1') : cut).replace(/-+$/, '');
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
