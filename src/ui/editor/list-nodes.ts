import { Node } from '@tiptap/core';

/** The lists of the document format. What is typed to begin one is in chinese-input.ts. */
export const listNodes = () => [
	Node.create({
		name: 'bulletList',
		group: 'block list',
		content: 'listItem+',
		parseHTML: () => [{ tag: 'ul' }],
		renderHTML: () => ['ul', 0],
		addKeyboardShortcuts() {
			return { 'Mod-Shift-8': () => this.editor.commands.toggleList('bulletList', 'listItem') };
		},
	}),
	Node.create({
		name: 'orderedList',
		group: 'block list',
		content: 'listItem+',
		addAttributes: () => ({
			start: { default: 1, parseHTML: (element) => Number(element.getAttribute('start') ?? 1) || 1 },
		}),
		parseHTML: () => [{ tag: 'ol' }],
		renderHTML: ({ node }) => ['ol', node.attrs['start'] === 1 ? {} : { start: node.attrs['start'] as number }, 0],
		addKeyboardShortcuts() {
			return { 'Mod-Shift-7': () => this.editor.commands.toggleList('orderedList', 'listItem') };
		},
	}),
	Node.create({
		name: 'listItem',
		content: 'paragraph block*',
		defining: true,
		parseHTML: () => [{ tag: 'li' }],
		renderHTML: () => ['li', 0],
		addKeyboardShortcuts() {
			return {
				Enter: () => this.editor.commands.splitListItem('listItem'),
				Tab: () => this.editor.commands.sinkListItem('listItem'),
				'Shift-Tab': () => this.editor.commands.liftListItem('listItem'),
			};
		},
	}),
];
