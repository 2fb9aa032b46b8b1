import { type FootnoteNumbers, inlineMarkdown } from './inline-markdown.ts';
import type { Inline, Mark, TableCell, TableRow } from './schema.ts';

// A character that no valid text has stands for a stroke while the line is written, because in a table a stroke is
// escaped in code and addresses too.
const stroke = '\uFFFF';

/** A table as Markdown. Without a row of headers, an empty one stands there. */
export function tableMarkdown(rows: readonly TableRow[], notes: FootnoteNumbers): string {
	const [first, ...rest] = rows;
	if (!first) return '';
	const headed = first.content.every(({ type }) => type === 'tableHeader');
	const empty = line(first.content.map(() => ''));
	const rule = line(first.content.map(() => '---'));
	const [head, body] = headed ? [rowMarkdown(first, notes), rest] : [empty, rows];
	return [head, rule, ...body.map((row) => rowMarkdown(row, notes))].join('\n');
}

const line = (cells: readonly string[]): string => `|${cells.map((cell) => ` ${cell} |`).join('')}`;

const rowMarkdown = (row: TableRow, notes: FootnoteNumbers): string =>
	line(row.content.map((cell) => cellMarkdown(cell, notes)));

const cellMarkdown = (cell: TableCell, notes: FootnoteNumbers): string =>
	cell.content
		.map(({ content }) => inlineMarkdown((content ?? []).map(withoutStroke), notes))
		.join('<br><br>')
		.replaceAll('\\\n', '<br>')
		.replaceAll(stroke, '\\|');

const withoutStroke = (node: Inline): Inline =>
	node.type === 'text'
		? { ...node, text: node.text.replaceAll('|', stroke), ...(node.marks && { marks: node.marks.map(inMark) }) }
		: node;

const inMark = (mark: Mark): Mark =>
	mark.type === 'link' ? { ...mark, attrs: { ...mark.attrs, href: mark.attrs.href.replaceAll('|', stroke) } } : mark;
