import type { GraphNode } from '#seo/graph.ts';
import type { Locale } from '#platform/language/locale.ts';

/** A picture as a share card shows it. Width and height are those of the file at `src`, in pixels. */
export interface SharePicture {
	/** Address on this site. */
	src: string;
	width: number;
	height: number;
	alt: string;
}

/** One language version of a page. */
export interface Translation {
	locale: Locale;
	path: string;
}

/** A feed that belongs to a page. */
export interface FeedLink {
	type: 'application/atom+xml' | 'application/rss+xml' | 'application/feed+json';
	title: string;
	href: string;
}

/** What machines read of one public page. The brand's part is added by the component that prints it. */
export interface Head {
	/** Without the brand's name, which is put behind it; empty: the brand's name alone. */
	title: string;
	description?: string;
	/** The page's own address on this site: with what changes the page in its query, and nothing else. */
	path: string;
	kind?: 'website' | 'article' | 'profile';
	/** The language that the main text is written in; the page's own by default. */
	locale?: Locale;
	picture?: SharePicture | null;
	/** False: it may be read and its links followed, but no search engine shall list it. */
	indexed?: boolean;
	/** Every language version, this one included; one alone says nothing. */
	translations?: readonly Translation[];
	/** Other sites may tell us that they link here (Webmention). */
	mentions?: boolean;
	published?: Date | null;
	changed?: Date | null;
	/** Beside the site's own feed. */
	feeds?: readonly FeedLink[];
	/** The page's part of the graph; the site's is added. */
	nodes?: readonly GraphNode[];
}

/**
 * The language versions as `hreflang` wants them: each page lists itself and all others, or search engines ignore them
 * all; `x-default` is the version in the brand's language, else the first. Nothing where there is one version only.
 */
export function hreflangs(
	own: Translation,
	translations: readonly Translation[],
	otherwise: Locale,
): { hreflang: string; path: string }[] {
	const all = new Map<string, string>([[own.locale, own.path]]);
	for (const { locale, path } of translations) if (!all.has(locale)) all.set(locale, path);
	if (all.size < 2) return [];
	const links = [...all]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([hreflang, path]) => ({ hreflang, path }));
	return [...links, { hreflang: 'x-default', path: all.get(otherwise) ?? (links[0]?.path as string) }];
}

/** `summary_large_image` for a wide picture that is large enough (2:1 at 600 pixels), else `summary`. */
export const cardOf = (picture: SharePicture | null | undefined): 'summary' | 'summary_large_image' =>
	picture && picture.width >= 600 && picture.width / picture.height >= 1.2 ? 'summary_large_image' : 'summary';

/** Facebook's name of a language. */
export const openGraphLocale = (locale: Locale): string => (locale === 'en' ? 'en_US' : 'zh_TW');

/**
 * The address of a page with those parameters that change what is read, in a fixed order; empty ones and all others
 * (tracking, the comment to answer) are left out.
 */
export function canonicalPath(path: string, query: URLSearchParams, ...kept: string[]): string {
	const pairs = kept.flatMap((name) => {
		const value = query.get(name);
		return value ? [`${name}=${encodeURIComponent(value)}`] : [];
	});
	return pairs.length ? `${path}?${pairs.join('&')}` : path;
}
