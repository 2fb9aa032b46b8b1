import type { JSONContent } from '@tiptap/core';

/**
 * A document as a text to compare it by: what the editor adds by itself, an empty line at the end to go on writing in, is no
 * change that anybody made.
 */
export function textOf({ content = [] }: JSONContent): string {
	const last = content.findLastIndex((block) => block.type !== 'paragraph' || block.content?.length);
	return JSON.stringify(content.slice(0, last + 1));
}
