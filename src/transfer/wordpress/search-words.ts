import type { Note, Writing } from '#transfer/item.ts';

/** Where plug-ins for search engines note their words: Yoast SEO, Rank Math, All in One SEO (new and old), SEOPress. */
const titles = ['_yoast_wpseo_title', 'rank_math_title', '_aioseo_title', '_aioseop_title', '_seopress_titles_title'];
const descriptions = [
	'_yoast_wpseo_metadesc',
	'rank_math_description',
	'_aioseo_description',
	'_aioseop_description',
	'_seopress_titles_desc',
];
const canonicals = ['_yoast_wpseo_canonical', 'rank_math_canonical_url', '_seopress_robots_canonical'];

/** Their places to fill in: that of the title, and those that a title here has after it anyway. */
const place = {
	title: /%%title%%|%title%|#post_title|%%post_title%%/g,
	ending:
		/\s*(?:(?:%%sep%%|%sep%|#separator_sa|%%page%%|%page%|[-–|·])\s*)*(?:%%sitename%%|%sitename%|#site_title|%%sitetitle%%)\s*$/,
	empty: /\s*(?:%%page%%|%page%)/g,
	any: /%%[a-z_]+%%|%[a-z_]+(?:\([^)]*\))?%|#(?:post|site|separator|author|taxonomy|categories|current)_?[a-z_]*/,
};

/** What an article says to search engines in other words than its own, as plug-ins note it; undefined where that is nothing. */
export function readSearchWords(
	meta: ReadonlyMap<string, string>,
	title: string,
	note: (note: Note) => void,
): Writing['search'] {
	const first = (keys: readonly string[]): string => keys.map((key) => meta.get(key)?.trim() ?? '').find(Boolean) ?? '';
	const filled = (text: string): string => {
		const words = text
			.replace(place.ending, '')
			.replace(place.empty, '')
			.replace(place.title, () => title)
			.trim();
		if (!place.any.test(words)) return words;
		note({ code: 'search-template', details: { text: text.slice(0, 200) } });
		return '';
	};
	const said = filled(first(titles));
	const description = filled(first(descriptions));
	const canonical = first(canonicals);
	if (canonical) note({ code: 'canonical', details: { address: canonical.slice(0, 300) } });
	const indexed =
		meta.get('_yoast_wpseo_meta-robots-noindex')?.trim() !== '1' &&
		!/"noindex"/.test(meta.get('rank_math_robots') ?? '') &&
		meta.get('_seopress_robots_index')?.trim() !== 'yes';
	const own = said === title ? '' : said;
	return own || description || !indexed ? { title: own, description, indexed } : undefined;
}
