import type { JSONContent } from '@tiptap/core';

/** What was typed into the textarea before the editor came, as paragraphs. */
export const typedContent = (text: string): JSONContent => ({
	type: 'doc',
	content: text.split(/\n{2,}/).map((paragraph) => ({
		type: 'paragraph',
		content: paragraph
			.split('\n')
			.flatMap((line, index) => [
				...(index ? [{ type: 'hardBreak' }] : []),
				...(line ? [{ type: 'text', text: line }] : []),
			]),
	})),
});
