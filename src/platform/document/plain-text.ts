import { chinese } from './clean-text.ts';
import { inlineText } from './inline-text.ts';
import type { Block, Document } from './schema.ts';

/** All text of a document for search and mails: one block a line, captions and alternative texts included. */
export const plainText = (document: Document): string => lines(document.content, () => true).join('\n');

/** The beginning of a document without headings, code and pictures, at most so many characters as a reader counts them. */
export const excerpt = (document: Document, characters: number): string =>
	shorten(
		joinLines(lines(document.content, (block) => !['heading', 'codeBlock', 'picture'].includes(block.type))),
		characters,
	);

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
			case 'picture':
				return [...new Set([block.attrs.alt, block.attrs.caption])].filter(Boolean);
			default:
				return [];
		}
	});
}

const afterChinese = new RegExp(`[${chinese}]$`, 'u');

/** Lines as one: after Chinese no space is needed, unless the line ends without punctuation. */
const joinLines = (parts: readonly string[]): string =>
	parts
		.map((part) => part.replace(/\s+/g, ' ').trim())
		.reduce((text, part) => text + (!text || (afterChinese.test(text) && /\p{P}$/u.test(text)) ? '' : ' ') + part, '');

const graphemes = new Intl.Segmenter('zh-Hant', { granularity: 'grapheme' });

/**
 * A text cut to at most so many graphemes: after a sentence when one ends in the last two fifths, otherwise between
 * words and with an ellipsis, which is counted.
 */
export function shorten(text: string, characters: number): string {
	// Segmenting is slow; a grapheme is rarely longer than a few units, and a hostile one is cut by force.
	const parts = Array.from(graphemes.segment(text.slice(0, characters * 16 + 64)), ({ segment }) => segment);
	if (parts.length <= characters)
		return text.length <= characters * 16 + 64 ? text : `${parts.slice(0, Math.max(0, characters - 1)).join('')}…`;
	if (characters < 1) return '';
	const head = parts.slice(0, characters);
	const from = Math.ceil(characters * 0.6);
	for (let end = head.length; end > from; end -= 1) {
		const [last, next] = [head[end - 1] as string, parts[end] ?? ''];
		if (/^[。！？…」』]$/u.test(last) ? endsSentence(head, end, next) : /^[.!?]$/.test(last) && /^\s?$/.test(next))
			return head.slice(0, end).join('');
	}
	let end = characters - 1;
	// Latin words stay whole; a very long one does not push everything out.
	while (
		end > from &&
		/^[\p{Script=Latin}\p{N}]$/u.test(parts[end] ?? '') &&
		/^[\p{Script=Latin}\p{N}'’-]$/u.test(parts[end - 1] ?? '')
	)
		end -= 1;
	if (end === from) end = characters - 1;
	return `${parts
		.slice(0, end)
		.join('')
		.replace(/[\s，、；：,;:—-]+$/u, '')}…`;
}

/** A closing bracket ends a sentence only after its mark, and a mark before a closing bracket does not. */
const endsSentence = (head: readonly string[], end: number, next: string): boolean =>
	/^[」』）]$/u.test(head[end - 1] as string)
		? /^[。！？…]$/u.test(head[end - 2] ?? '')
		: !/^[」』）。！？…]$/u.test(next);

/** How much there is to read: Chinese characters (and kana, hangul), and words of other scripts and numbers. */
export function countCharacters(text: string): { characters: number; words: number } {
	const characters =
		text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}ー]/gu)
			?.length ?? 0;
	const words =
		text.match(
			/[^\P{L}ー\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}][\p{Script=Latin}\p{M}\p{N}'’-]*|\p{N}+(?:[.,]\p{N}+)*/gu,
		)?.length ?? 0;
	return { characters, words };
}

/** Whole minutes it takes to read a text, at least one: 350 Chinese characters or 220 words a minute. */
export function readingMinutes(text: string): number {
	const { characters, words } = countCharacters(text);
	return Math.max(1, Math.round(characters / 350 + words / 220));
}
