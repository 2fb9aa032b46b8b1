import type { Locale } from '#platform/language/locale.ts';

/** Something that a feed tells of. */
export interface FeedItem {
	/** Stays the same for ever, whatever becomes of the address. */
	id: string;
	path: string;
	title: string;
	/** Plain text. */
	summary: string;
	/** Our own HTML; null: only the summary is for everybody. */
	html: string | null;
	published: Date;
	changed: Date;
	authors: readonly string[];
	tags: readonly string[];
	locale: Locale;
	/** Address on this site. */
	picture: string | null;
}

/** A feed of one page's things. */
export interface Feed {
	siteUrl: string;
	title: string;
	description: string;
	locale: Locale;
	/** The page whose things are told. */
	path: string;
	/** Address of the feed itself without its ending: `/feed`, `/tags/x/feed`. */
	base: string;
	items: readonly FeedItem[];
	hub: string | null;
	/** Address on this site. */
	logo: string | null;
}

/** The formats, by the ending of their address. */
export const feedTypes = {
	xml: 'application/atom+xml',
	rss: 'application/rss+xml',
	json: 'application/feed+json',
} as const;
export type FeedFormat = keyof typeof feedTypes;

export const isFeedFormat = (ending: string | undefined): ending is FeedFormat =>
	ending !== undefined && Object.hasOwn(feedTypes, ending);

/** When the newest of these things last changed. */
export const feedUpdated = ({ items }: Pick<Feed, 'items'>): Date =>
	items.reduce((newest, { changed }) => (changed > newest ? changed : newest), new Date(0));

/**
 * Our own rendered HTML as it may stand elsewhere: every address whole, and no choice of sizes, which readers of feeds
 * do not make.
 */
export const wholeAddresses = (html: string, siteUrl: string): string =>
	html
		.replace(/<\/?(?:picture|source)\b[^>]*>/g, '')
		.replace(/ (?:srcset|sizes|loading|decoding|class|style)="[^"]*"/g, '')
		.replace(/ (href|src)="\/(?!\/)/g, ` $1="${siteUrl}/`);
