import { Node } from '@tiptap/core';

/** What an address shows when it can be embedded. */
export interface FoundEmbed {
	provider: string;
	url: string;
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
			{ tag: 'figure[data-embed]', getAttrs: (element) => find(element.dataset['embed'] ?? '') ?? false },
			{ tag: 'iframe[src]', getAttrs: (element) => find(element.getAttribute('src') ?? '') ?? false },
		],
		renderHTML: ({ node }) => {
			const url = String(node.attrs['url']);
			return ['figure', { 'data-embed': url, class: 'editor-embed' }, ['strong', {}, String(node.attrs['provider'])], ['span', {}, url.replace(/^https?:\/\/(?:www\.)?/, '')]];
		},
	});
