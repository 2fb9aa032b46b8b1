import type { Note, Writing } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { readSearchWords } from '#transfer/wordpress/search-words.ts';

type Values = Record<string, unknown>;
const values = (value: unknown): Values => (value && typeof value === 'object' ? (value as Values) : {});
const words = (value: unknown): string => (typeof value === 'string' ? htmlText(value).trim() : '');

/**
 * What an article says to search engines, as plug-ins tell it over REST: their fields where the site shows them (`meta`, to who may
 * edit), else the head that they would print (`yoast_head_json`, `aioseo_head_json`), in which every place is filled in already.
 */
export function searchOfRest(
	row: Record<string, unknown>,
	{ title, link, site }: { title: string; link: string; site: string },
	note: (note: Note) => void,
): Writing['search'] {
	const meta = new Map(
		Object.entries(values(row['meta'])).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
	);
	const noted = readSearchWords(meta, title, note);
	if (noted) return noted;
	const head = values(row['yoast_head_json'] ?? row['aioseo_head_json']);
	// The site's name stands behind every title here, too.
	const said = words(head['title']);
	const end = site && said.endsWith(site) ? said.slice(0, -site.length).replace(/\s*[-–—|·•»:~]\s*$/, '') : said;
	const own = end.trim() === title ? '' : end.trim();
	const description = words(head['description']);
	const robots = head['robots'];
	const indexed = !/noindex/.test(typeof robots === 'string' ? robots : words(values(robots)['index']));
	const canonical = words(head['canonical'] ?? head['canonical_url']);
	if (canonical && !sameAddress(canonical, link))
		note({ code: 'canonical', details: { address: canonical.slice(0, 300) } });
	return own || description || !indexed ? { title: own, description, indexed } : undefined;
}

/** Whether a canonical address says no more than where the article is: with or without host, scheme and slash at the end. */
function sameAddress(one: string, other: string): boolean {
	const base = 'https://none.invalid';
	if (!URL.canParse(one, base) || !URL.canParse(other, base)) return false;
	const [a, b] = [new URL(one, base), new URL(other, base)];
	const bare = ({ pathname, search }: URL): string => pathname.replace(/\/$/, '') + search;
	const sameHost = a.host === b.host || [a.origin, b.origin].includes(base);
	return sameHost && bare(a) === bare(b);
}
