import type { Block, Inline } from './schema.ts';

/** What the footnotes of a text say, in order. */
export function footnotes(blocks: readonly Block[]): string[] {
	return blocks.flatMap((block): string[] => {
		switch (block.type) {
			case 'paragraph':
			case 'heading':
				return of(block.content);
			case 'blockquote':
				return footnotes(block.content);
			case 'bulletList':
			case 'orderedList':
				return block.content.flatMap((item) => footnotes(item.content));
			case 'table':
				return block.content.flatMap((row) => row.content.flatMap((cell) => footnotes(cell.content)));
			default:
				return [];
		}
	});
}

const of = (content: readonly Inline[] | undefined): string[] =>
	(content ?? []).flatMap((node) => (node.type === 'footnote' ? [node.attrs.text] : []));
