import type { Locale } from '#platform/language/locale.ts';
import { linkAddress } from './address.ts';
import { escapeHtml } from './escape-html.ts';
import type { PictureSources } from './image-html.ts';
import type { documentText } from './messages/index.ts';
import type { OutlineEntry } from './outline.ts';
import type { LinkRelation } from './schema.ts';

/** How a document becomes HTML on a certain site. */
export interface RenderOptions {
	/** The language that the text is written in; zh-TW by default. */
	locale?: Locale;
	/** `rel` of links to other hosts: `ugc nofollow` for what members write, nothing for what the brand writes. */
	rel?: 'ugc nofollow' | '';
	/** Host name of this site; links to it are its own. */
	siteHost?: string;
	/** The sizes of a picture by its media id; null when it is gone. */
	pictureSources?: (media: number) => PictureSources | null;
	/** `sizes` of pictures that have a `srcset`. */
	pictureSizes?: string;
}

/** What is carried along while a document is rendered. */
export interface Rendering extends RenderOptions {
	say: ReturnType<typeof documentText>;
	anchor: (text: string) => string;
	/** The headings, for a table of contents. */
	outline: readonly OutlineEntry[];
	/** The footnotes met so far, in order. */
	notes: string[];
}

/** An `a` around HTML; the HTML alone when the address is one that a link may not have. */
export function renderLink(link: { href: string; rel?: LinkRelation }, html: string, rendering: RenderOptions): string {
	const href = linkAddress(link.href);
	if (!href) return html;
	return `<a href="${escapeHtml(href)}"${relation(href, rendering, link.rel)}>${html}</a>`;
}

/**
 * The `rel` attribute of a link, with a space before it, or nothing. What the link says of itself (`own`) is said of every
 * address: a link that is paid for may lead over a counter of this site.
 */
export function relation(href: string, { rel, siteHost }: RenderOptions, own?: LinkRelation): string {
	const words = new Set([...(rel && leadsAway(href, siteHost) ? rel.split(' ') : []), ...(own ? [own] : [])]);
	return words.size ? ` rel="${escapeHtml([...words].join(' '))}"` : '';
}

function leadsAway(href: string, siteHost: string | undefined): boolean {
	if (!/^https?:/i.test(href)) return false;
	const { host, hostname } = new URL(href);
	return !siteHost || ![host, hostname].includes(siteHost.toLowerCase());
}
