import type { Note, Writing } from '#transfer/item.ts';

/** What Ghost notes beside a post: words for search engines and the picture's description come, everything else is told. */
export function readMeta(
	meta: Readonly<Record<string, unknown>>,
	kind: 'article' | 'page',
	note: (note: Note) => void,
): Pick<Writing, 'search' | 'coverAlt'> {
	const text = (name: string): string => (typeof meta[name] === 'string' ? meta[name].trim() : '');
	const [title, description] = [text('meta_title'), text('meta_description')];
	const own = new Set(['', title, description]);
	const shared = ['og_title', 'og_description', 'twitter_title', 'twitter_description'].map(text);
	if (shared.some((words) => !own.has(words)) || text('og_image') || text('twitter_image'))
		note({ code: 'ghost.shared-words' });
	if (text('canonical_url')) note({ code: 'canonical', details: { address: text('canonical_url').slice(0, 300) } });
	if (text('codeinjection_head') || text('codeinjection_foot')) note({ code: 'ghost.code' });
	if (meta['featured'] === true || meta['featured'] === 1) note({ code: 'featured' });
	if (kind === 'page' && (title || description)) note({ code: 'page-search' });
	if (text('feature_image_caption')) note({ code: 'ghost.caption' });
	return {
		coverAlt: text('feature_image_alt'),
		...(kind === 'article' && (title || description) ? { search: { title, description, indexed: true } } : {}),
	};
}
