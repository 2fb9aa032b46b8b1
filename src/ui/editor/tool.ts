import type { ChainedCommands, Editor } from '@tiptap/core';
import type { EditorLabelKey } from './editor-labels.ts';

/** A button of the toolbar that acts at once. */
export interface Tool {
	key: EditorLabelKey;
	/** Node or mark whose presence shows the button as pressed; none for a button that only acts. */
	node?: string;
	attrs?: Record<string, unknown>;
	articleOnly?: boolean;
	/** Among the few that a phone shows at once. */
	first?: boolean;
	run: (chain: ChainedCommands) => ChainedCommands;
}

/** Tools in the order in which they stand; a null is a gap. */
export const tools: (Tool | null)[] = [
	{
		key: 'heading-2',
		node: 'heading',
		attrs: { level: 2 },
		articleOnly: true,
		first: true,
		run: (chain) => chain.toggleHeading({ level: 2 }),
	},
	{
		key: 'heading-3',
		node: 'heading',
		attrs: { level: 3 },
		articleOnly: true,
		run: (chain) => chain.toggleHeading({ level: 3 }),
	},
	{
		key: 'heading-4',
		node: 'heading',
		attrs: { level: 4 },
		articleOnly: true,
		run: (chain) => chain.toggleHeading({ level: 4 }),
	},
	null,
	{ key: 'bold', node: 'bold', first: true, run: (chain) => chain.toggleBold() },
	{ key: 'italic', node: 'italic', run: (chain) => chain.toggleItalic() },
	{ key: 'strike', node: 'strike', run: (chain) => chain.toggleStrike() },
	{ key: 'code', node: 'code', run: (chain) => chain.toggleCode() },
	null,
	{ key: 'bullet-list', node: 'bulletList', run: (chain) => chain.toggleList('bulletList', 'listItem') },
	{ key: 'ordered-list', node: 'orderedList', run: (chain) => chain.toggleList('orderedList', 'listItem') },
	{ key: 'quote', node: 'blockquote', run: (chain) => chain.toggleBlockquote() },
	{ key: 'code-block', node: 'codeBlock', run: (chain) => chain.toggleCodeBlock() },
	{ key: 'divider', articleOnly: true, run: (chain) => chain.setHorizontalRule() },
];

/** Which tools, and the link, apply where the cursor is; whether there is anything to undo or redo. */
export function toolState(editor: Editor): Record<string, boolean> {
	const state: Record<string, boolean> = {
		link: editor.isActive('link'),
		table: editor.isActive('table'),
		footnote: editor.isActive('footnote'),
		undo: editor.can().undo(),
		redo: editor.can().redo(),
	};
	for (const tool of tools) if (tool?.node) state[tool.key] = editor.isActive(tool.node, tool.attrs);
	return state;
}
