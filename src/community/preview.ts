import type { Document } from '#platform/document/schema.ts';

/** What a page says of itself. */
export interface ReadPreview {
	title: string;
	description: string;
	/** What the place calls itself; its host where it does not. */
	source: string;
	/** Whole address of its picture; null: none. */
	picture: string | null;
}

/** A link's card as pages show it. */
export interface ShownPreview {
	address: string;
	title: string;
	description: string;
	source: string;
	/** Path of its picture on this site. */
	picture: { src: string; width: number; height: number } | null;
}

/** Longest address that is looked at, in characters. */
const longestAddress = 2_000;

interface Node {
	type: string;
	text?: string;
	content?: readonly Node[];
	marks?: readonly { type: string; attrs?: { href?: string } }[];
}

/**
 * The first link of a comment that leads to another place, as it is asked for: without its anchor. Not in a quote: those are
 * somebody else's words. Null: there is none.
 */
export function linkToPreview(body: Document, siteHost: string): string | null {
	const walk = (node: Node): string | null => {
		if (node.type === 'blockquote') return null;
		const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.href;
		const own = href ? leadsElsewhere(href, siteHost) : null;
		if (own) return own;
		for (const inner of node.content ?? []) {
			const found = walk(inner);
			if (found) return found;
		}
		return null;
	};
	return walk(body as unknown as Node);
}

function leadsElsewhere(href: string, siteHost: string): string | null {
	if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return null;
	const url = new URL(href);
	url.hash = '';
	return url.host !== siteHost && !url.username && !url.password && url.href.length <= longestAddress ? url.href : null;
}
