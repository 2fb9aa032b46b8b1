import { chinese } from './clean-text.ts';
import { footnotes } from './footnotes.ts';
import { inlineText } from './inline-text.ts';
import type { Block, Document, TableCell } from './schema.ts';
import { shorten } from './shorten.ts';

/** All text of a document for search and mails: one block a line, captions, alternative texts and footnotes included. */
export const plainText = (document: Document): string =>
	[...lines(document.content, () => true), ...footnotes(document.content)].join('\n');

const beside = ['heading', 'codeBlock', 'picture', 'gallery', 'table', 'button', 'file'];

/** The beginning of a document, its paragraphs and lists alone, at most so many characters as a reader counts them. */
export const excerpt = (document: Document, characters: number): string =>
	shorten(joinLines(lines(document.content, (block) => !beside.includes(block.type))), characters);

function lines(blocks: readonly Block[], wanted: (block: Block) => boolean): string[] {
	return blocks.filter(wanted).flatMap((block): string[] => {
		switch (block.type) {
			case 'paragraph':
			case 'heading':
			case 'codeBlock':
				return [inlineText(block.content)].filter((line) => line.trim());
			case 'blockquote':
				return lines(block.content, wanted);
			case 'bulletList':
			case 'orderedList':
				return block.content.flatMap((item) => lines(item.content, wanted));
			case 'table':
				return block.content.map((row) => row.content.map(cellText).join(' ').trim()).filter(Boolean);
			case 'picture':
				return [...new Set([block.attrs.alt, block.attrs.caption])].filter(Boolean);
			case 'gallery':
				return lines(block.content, wanted);
			case 'button':
				return [block.attrs.label];
			case 'file':
				return [block.attrs.name];
			default:
				return [];
		}
	});
}

const cellText = (cell: TableCell): string =>
	cell.content.map((line) => inlineText(line.content).replaceAll('\n', ' ')).join(' ');

const afterChinese = new RegExp(`[${chinese}]$`, 'u');

/** Lines as one: after Chinese no space is needed, unless the line ends without punctuation. */
const joinLines = (parts: readonly string[]): string =>
	parts
		.map((part) => part.replace(/\s+/g, ' ').trim())
		.reduce((text, part) => text + (!text || (afterChinese.test(text) && /\p{P}$/u.test(text)) ? '' : ' ') + part, '');
