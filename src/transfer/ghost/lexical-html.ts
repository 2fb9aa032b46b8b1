import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { renderHtml } from '#platform/document/render-html.ts';
import { cardHtml, escapeHtml, serviceCards } from '#transfer/ghost/editor-card.ts';

interface Node {
	type?: unknown;
	children?: unknown;
	[name: string]: unknown;
}

/** Bits of a text's format, in the order in which they are laid around it. */
const formats = [
	[1, 'strong'],
	[2, 'em'],
	[4, 's'],
	[16, 'code'],
] as const;

/** What Ghost's present editor keeps, as HTML; null when it is not that. `lost` hears of cards that come to nothing. */
export function lexicalHtml(json: string, lost: (card: string) => void): string | null {
	const root = read(json)?.['root'] as Node | undefined;
	if (!root || !Array.isArray(root.children)) return null;
	return inner(root, lost, 0);
}

const inner = (node: Node, lost: (card: string) => void, depth: number): string =>
	depth > 60 || !Array.isArray(node.children)
		? ''
		: (node.children as Node[]).map((child) => nodeHtml(child, lost, depth + 1)).join('');

function nodeHtml(node: Node, lost: (card: string) => void, depth: number): string {
	const type = typeof node.type === 'string' ? node.type.replace(/^extended-/, '') : '';
	const within = (): string => inner(node, lost, depth);
	switch (type) {
		case 'text':
		case 'tk': {
			const bits = Number(node['format']) || 0;
			return formats
				.filter(([bit]) => bits & bit)
				.reduce((html, [, tag]) => `<${tag}>${html}</${tag}>`, escapeHtml(node['text']));
		}
		case 'linebreak':
			return '<br>';
		case 'paragraph':
			return `<p>${within()}</p>`;
		case 'heading': {
			const tag = /^h[1-6]$/.test(String(node['tag'])) ? String(node['tag']) : 'h2';
			return `<${tag}>${within()}</${tag}>`;
		}
		case 'quote':
		case 'aside':
			return `<blockquote><p>${within()}</p></blockquote>`;
		case 'list': {
			const tag = node['listType'] === 'number' ? 'ol' : 'ul';
			return `<${tag}>${within()}</${tag}>`;
		}
		case 'listitem':
			return `<li>${within()}</li>`;
		case 'link':
		case 'autolink':
		case 'at-link':
			return `<a href="${escapeHtml(node['url'])}">${within()}</a>`;
		case 'markdown':
			return markdownHtml(node['markdown']);
		default: {
			const html = cardHtml(type, node) || within();
			if (!html || serviceCards.test(type)) lost(type);
			return html;
		}
	}
}

/** Text of Markdown that stands in a card of its own. */
export const markdownHtml = (text: unknown): string =>
	typeof text === 'string'
		? renderHtml(fromMarkdown(text.slice(0, 1_000_000), 'article'), { locale: 'en', rel: '', siteHost: '' })
		: '';

/** An object of JSON; null where there is none. */
export function read(json: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(json);
		return value && typeof value === 'object' ? (value as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}
