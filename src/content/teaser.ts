import { excerpt } from '#platform/document/plain-text.ts';
import type { Document } from '#platform/document/schema.ts';

/** Paragraphs that everybody may read of an article for members whose author drew no line. */
const paragraphs = 3;

/** Characters of an article for members that is one paragraph only. */
const characters = 60;

/**
 * The beginning of an article for members: what stands before its first line across (a divider), or its first three
 * paragraphs and what stands between them. Never the whole: of a short article it is the first paragraph, of a single
 * paragraph its first words.
 */
export function teaserOf(document: Document): Document {
	const { content } = document;
	const divider = content.findIndex((block) => block.type === 'horizontalRule');
	if (divider >= 0) return { type: 'doc', content: content.slice(0, divider) };
	const ends = content.flatMap((block, at) => (block.type === 'paragraph' && block.content ? [at + 1] : []));
	for (const wanted of [paragraphs, 1]) {
		const end = ends[wanted - 1];
		if (end !== undefined && end < content.length) return { type: 'doc', content: content.slice(0, end) };
	}
	const words = excerpt(document, characters);
	return words && words !== excerpt(document, Infinity)
		? { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] }
		: { type: 'doc', content: [] };
}
