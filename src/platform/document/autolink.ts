import { linkAddress } from './address.ts';
import { chinese } from './clean-text.ts';
import type { Block, Document, Inline, TableRow, TextNode } from './schema.ts';
import { tidyInline } from './tidy-inline.ts';

// Chinese is written without spaces, so an address ends where Chinese begins, except directly after a sign that parts an
// address ("/articles/滷肉"). Full-width punctuation never belongs to one.
const letters = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]`;
const latin = String.raw`[^\s<>"'\x60\\{}|^${chinese}\u2018-\u201F\u2026]`;
const bare = new RegExp(
	`(?<![\\p{Script=Latin}\\p{N}@/])https?://(?:${latin}|(?<=[/=#_-])(?<!://)${letters}+)+`,
	'giu',
);

/** The part of a match that is the address: without closing punctuation and brackets that were opened before it. */
function trimmed(match: string): string {
	let end = match.length;
	for (;;) {
		const last = match[end - 1] ?? '';
		const text = match.slice(0, end);
		if (/[.,;:!?*_~]/.test(last)) end -= 1;
		else if (last === ')' && count(text, ')') > count(text, '(')) end -= 1;
		else if (last === ']' && count(text, ']') > count(text, '[')) end -= 1;
		else return text;
		// Long runs of punctuation are nobody's address.
		if (match.length - end > 64) return text;
	}
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A text with its bare http and https addresses as links. */
export function linkText(node: TextNode): Inline[] {
	const { text, marks = [] } = node;
	if (!text.includes('://') || marks.some((mark) => mark.type === 'link' || mark.type === 'code')) return [node];
	const parts: Inline[] = [];
	let done = 0;
	const take = (end: number): void => {
		if (end > done) parts.push({ ...node, text: text.slice(done, end) });
		done = end;
	};
	for (const match of text.matchAll(bare)) {
		const address = trimmed(match[0]);
		const href =
			URL.canParse(address) && /^[^.]+\.[^.]|^localhost|^\[/.test(new URL(address).hostname)
				? linkAddress(address)
				: null;
		if (!href) continue;
		take(match.index);
		parts.push({ type: 'text', text: address, marks: [{ type: 'link', attrs: { href } }, ...marks] });
		done = match.index + address.length;
	}
	take(text.length);
	return parts;
}

/** A line with its bare addresses as links. */
export const linkInline = (content: readonly Inline[]): Inline[] =>
	tidyInline(content.flatMap((node) => (node.type === 'text' ? linkText(node) : [node])));

const linkRow = (row: TableRow): TableRow => ({
	...row,
	content: row.content.map((cell) => ({
		...cell,
		content: cell.content.map((line) => (line.content ? { ...line, content: linkInline(line.content) } : line)),
	})),
});

/** A document with its bare addresses as links, code left alone. */
export function linkDocument(document: Document): Document {
	const visit = (block: Block): Block => {
		if ((block.type === 'paragraph' || block.type === 'heading') && block.content)
			return { ...block, content: linkInline(block.content) };
		if (block.type === 'blockquote') return { ...block, content: block.content.map(visit) };
		if (block.type === 'table') return { ...block, content: block.content.map(linkRow) };
		if (block.type !== 'bulletList' && block.type !== 'orderedList') return block;
		return { ...block, content: block.content.map((item) => ({ ...item, content: item.content.map(visit) })) };
	};
	return { type: 'doc', content: document.content.map(visit) };
}
