import { Node } from '@tiptap/core';

/** What an address shows when it can be embedded. */
export interface FoundEmbed {
	provider: string;
	url: string;
	/** Proper name of the place. */
	name: string;
}

export type FindEmbed = (address: string) => FoundEmbed | null;

/** A card that stands for something of another place; nothing is loaded from there, not even here. */
export const embedNode = (find: FindEmbed) =>
	Node.create({
		name: 'embed',
		group: 'block',
		atom: true,
		draggable: true,
		addAttributes: () => ({ url: { default: '', rendered: false }, provider: { default: '', rendered: false } }),
		parseHTML: () => [
			{ tag: 'figure[data-embed]', getAttrs: (element) => attributes(find(element.dataset['embed'] ?? '')) },
			{ tag: 'iframe[src]', getAttrs: (element) => attributes(find(element.getAttribute('src') ?? '')) },
		],
		renderHTML: ({ node }) => {
			const url = String(node.attrs['url']);
			return [
				'figure',
				{ 'data-embed': url, class: 'editor-embed' },
				['strong', {}, find(url)?.name ?? String(node.attrs['provider'])],
				['span', {}, url.replace(/^https?:\/\/(?:www\.)?/, '')],
			];
		},
	});

const attributes = (found: FoundEmbed | null): { url: string; provider: string } | false =>
	(found && { url: found.url, provider: found.provider }) || false;
