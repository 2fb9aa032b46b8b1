import { xmlText } from '#seo/xml.ts';

export interface Address {
	/** On this site. */
	path: string;
	/** When what stands there last changed; null: unknown, and then not claimed. */
	changed: Date | null;
	/** The pictures of the page, by their address on this site. */
	pictures?: readonly string[];
	/** Set for what is news: an article of the last two days. */
	news?: { publication: string; locale: string; published: Date; title: string };
}

/**
 * Ids that one sitemap file spans. At most so many addresses stand in a file: below the 50,000 of sitemaps.org, and with
 * the longest Chinese address (some 800 bytes a line) far below its 50 MB.
 */
export const sitemapSpan = 20_000;

/** Pictures that one address may have (Google), and bytes of a file (sitemaps.org) after which it names no more of them. */
export const mostPictures = 1_000;
export const roomForPictures = 40_000_000;

/** The kinds of files that the index names: `pages` are lists and rooms, `texts` what stands at the root (about us, contact). */
export const sitemapKinds = [
	'pages',
	'articles',
	'texts',
	'series',
	'events',
	'products',
	'threads',
	'members',
	'news',
] as const;
export type SitemapKind = (typeof sitemapKinds)[number];

/** One file of the index. */
export interface SitemapFile {
	kind: SitemapKind;
	/** From 1. */
	number: number;
	/** The newest change in it; null: not known. */
	changed: Date | null;
}

/** Where a file stands: in the site's root, since a sitemap speaks for its own folder and what is below. */
export const sitemapPath = ({ kind, number }: Pick<SitemapFile, 'kind' | 'number'>): string =>
	`/sitemap-${kind}-${number}.xml`;

/** The file that `articles-2` names; null when it names none. */
export function parseSitemapName(name: string): { kind: SitemapKind; number: number } | null {
	const found = /^([a-z]+)-([1-9]\d{0,5})$/.exec(name);
	const kind = sitemapKinds.find((known) => known === found?.[1]);
	return kind ? { kind, number: Number(found?.[2]) } : null;
}

const modified = (time: Date | null): string => (time ? `<lastmod>${time.toISOString()}</lastmod>` : '');

/** The index of all sitemaps (sitemaps.org 0.9). */
export const sitemapIndex = (siteUrl: string, files: readonly SitemapFile[]): string =>
	`<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${files
		.map((file) => `<sitemap><loc>${xmlText(siteUrl + sitemapPath(file))}</loc>${modified(file.changed)}</sitemap>\n`)
		.join('')}</sitemapindex>\n`;

export const sitemapStart =
	'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"' +
	' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n';
export const sitemapEnd = '</urlset>\n';

/** One address. `lastmod` is only said where it is known; priority and frequency are said to nobody who listens. */
export function sitemapEntry(siteUrl: string, { path, changed, pictures = [], news }: Address): string {
	const images = pictures.map(
		(picture) => `<image:image><image:loc>${xmlText(siteUrl + picture)}</image:loc></image:image>`,
	);
	return `<url><loc>${xmlText(siteUrl + path)}</loc>${modified(changed)}${images.join('')}${news ? newsEntry(news) : ''}</url>\n`;
}

/** Google's names: `zh-tw` for traditional Chinese. */
const newsEntry = ({ publication, locale, published, title }: NonNullable<Address['news']>): string =>
	`<news:news><news:publication><news:name>${xmlText(publication)}</news:name><news:language>${locale === 'en' ? 'en' : 'zh-tw'}</news:language></news:publication>` +
	`<news:publication_date>${published.toISOString()}</news:publication_date><news:title>${xmlText(title)}</news:title></news:news>`;
