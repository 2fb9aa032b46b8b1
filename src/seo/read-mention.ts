import { mf2 } from 'microformats-parser';
import { parseHtml } from '#platform/document/parse-html.ts';
import { attribute, findAll, textOf } from '#platform/document/html-tree.ts';

export type MentionKind = 'mention' | 'reply' | 'like' | 'repost';

/** What a page says when it links to one of ours. */
export interface ReadMention {
	kind: MentionKind;
	title: string;
	author: string;
	excerpt: string;
}

const linking: Record<string, string> = {
	a: 'href',
	area: 'href',
	link: 'href',
	img: 'src',
	video: 'src',
	audio: 'src',
	source: 'src',
};

/** Addresses that mean the same page: the anchor and a slash at the end do not count. */
const same = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (address: string): string => {
	const url = new URL(address);
	return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}${url.search}`;
};

const short = (text: string, most: number): string => [...text.replace(/\s+/g, ' ').trim()].slice(0, most).join('');

/**
 * What the page at `source` says of `target`; null when it does not link there, whatever else it says. Throws
 * DocumentProblem for a page made to be costly.
 */
export function readMention(html: string, source: string, target: string): ReadMention | null {
	const tree = parseHtml(html);
	const links = findAll(tree, ...Object.keys(linking)).some((element) => {
		const address = attribute(element, linking[element.tagName] ?? 'href');
		return address !== '' && URL.canParse(address, source) && same(new URL(address, source).href, target);
	});
	if (!links) return null;
	const [heading] = findAll(tree, 'title');
	const entry = findEntry(html, source);
	const named = (...names: string[]): boolean =>
		names.some((name) =>
			(entry?.[name] ?? []).some((value) => addressOf(value).some((address) => same(address, target))),
		);
	return {
		kind: named('in-reply-to') ? 'reply' : named('like-of') ? 'like' : named('repost-of') ? 'repost' : 'mention',
		title: short(textIn(entry?.['name']) || (heading ? textOf(heading) : ''), 200),
		author: short(authorIn(entry?.['author']), 100),
		excerpt: short(textIn(entry?.['content']) || textIn(entry?.['summary']), 300),
	};
}

type Properties = Record<string, unknown[]>;

/** The properties of the page's entry (microformats2), or null. */
function findEntry(html: string, source: string): Properties | null {
	try {
		const { items } = mf2(html, { baseUrl: source });
		return (items.find(({ type }) => type?.includes('h-entry'))?.properties as Properties | undefined) ?? null;
	} catch {
		// Broken markup says nothing; the link was seen all the same.
		return null;
	}
}

function textIn(values: unknown[] | undefined): string {
	const [value] = values ?? [];
	return typeof value === 'string' ? value : String((value as { value?: unknown } | undefined)?.value ?? '');
}

function authorIn(values: unknown[] | undefined): string {
	const [value] = values ?? [];
	const card = value as { properties?: Properties } | string | undefined;
	return typeof card === 'object' && card.properties ? textIn(card.properties['name']) : textIn(values);
}

/** A property may be an address, or a cited page with its address. */
function addressOf(value: unknown): string[] {
	const cited = value as { properties?: Properties; value?: unknown };
	const found = typeof value === 'string' ? [value] : [...(cited.properties?.['url'] ?? []), cited.value];
	return found.filter((address): address is string => typeof address === 'string' && URL.canParse(address));
}
