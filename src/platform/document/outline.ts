import { inlineText } from './inline-text.ts';
import type { Block, Document } from './schema.ts';

/** A heading with the anchor by which it can be reached. */
export interface OutlineEntry {
	level: 2 | 3 | 4;
	text: string;
	/** Value of the element's `id`. */
	id: string;
}

/**
 * Anchors for headings, in the order in which they are asked for: readable, Chinese kept, unique in the document. The
 * prefix keeps them apart from the ids of the page around.
 */
export function anchors(): (text: string) => string {
	const used = new Map<string, number>();
	return (text) => {
		const words = text
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
			.replace(/^-+|-+$/g, '');
		const stem = `h-${Array.from(words).slice(0, 60).join('') || 'section'}`;
		let id = stem;
		while (used.has(id)) {
			const next = (used.get(stem) ?? 1) + 1;
			used.set(stem, next);
			id = `${stem}-${next}`;
		}
		used.set(id, 1);
		return id;
	};
}

/** The headings of a document in order, for a table of contents; the same ids as `renderHtml` writes. */
export function outline(document: Document): OutlineEntry[] {
	const anchor = anchors();
	const entries: OutlineEntry[] = [];
	const visit = (block: Block): void => {
		if (block.type === 'heading') {
			const text = inlineText(block.content);
			if (text.trim()) entries.push({ level: block.attrs.level, text, id: anchor(text) });
		} else if (block.type === 'blockquote') block.content.forEach(visit);
		else if (block.type === 'bulletList' || block.type === 'orderedList')
			block.content.forEach((item) => item.content.forEach(visit));
	};
	document.content.forEach(visit);
	return entries;
}
