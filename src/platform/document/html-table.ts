import type { BlockBuilder } from './block-builder.ts';
import { addAll, type HtmlReading } from './html-reading.ts';
import { attribute, findAll, type HtmlElement, isElement, type HtmlNode } from './html-tree.ts';
import type { Block, Inline, Mark, Paragraph, TableCell, TableRow } from './schema.ts';
import { rowLine } from './table-lines.ts';

/** What nobody puts into a table of facts: such a table only lays a page or a mail out. */
const layout = ['table', 'h1', 'h2', 'h3', 'pre', 'blockquote', 'iframe', 'hr'];

/**
 * A table. One that only lays out is what stands in its cells. Cells that are merged become one with the text and empty
 * ones; pictures and the like, which have no room in a cell, follow the table.
 */
export function addTable(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): void {
	const rows = rowsOf(node.childNodes).map(cellsOf);
	const single = rows.length === 1 && rows[0]?.length === 1 && rows[0][0]?.tagName === 'td';
	const caption = node.childNodes.filter((child) => isElement(child) && child.tagName === 'caption');
	addAll(builder, reading.within(caption, reading));
	if (single || attribute(node, 'role') === 'presentation' || findAll(node.childNodes, ...layout).length) {
		for (const cell of rows.flat()) addAll(builder, reading.within(cell.childNodes, reading));
		return;
	}
	const after: Block[] = [];
	const content = rows
		.map((cells): TableRow => ({ type: 'tableRow', content: cells.flatMap((cell) => readCell(cell, after, reading)) }))
		.filter((row) => row.content.length);
	// Markdown has no table without a header: an empty one says that there is none.
	if (content.length > 1 && content[0]?.content.every((cell) => cell.type === 'tableHeader' && empty(cell)))
		content.shift();
	headFromWord(node, content[0]);
	if (content.some((row) => !row.content.every(empty))) builder.blocks.push({ type: 'table', content });
	addAll(builder, after);
}

/** A row that stands somewhere without its table. */
export function addLooseRow(node: HtmlElement, builder: BlockBuilder, reading: HtmlReading): void {
	const after: Block[] = [];
	const line = rowLine({ type: 'tableRow', content: cellsOf(node).flatMap((cell) => readCell(cell, after, reading)) });
	addAll(builder, line.content?.length ? [line, ...after] : after);
}

const rowsOf = (nodes: readonly HtmlNode[]): HtmlElement[] =>
	nodes.filter(isElement).flatMap((child) => {
		if (child.tagName === 'tr') return [child];
		return /^(?:thead|tbody|tfoot)$/.test(child.tagName) ? rowsOf(child.childNodes) : [];
	});

const cellsOf = (row: HtmlElement): HtmlElement[] =>
	row.childNodes.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');

const empty = (cell: TableCell): boolean => cell.content.every((line) => !line.content?.length);

function readCell(node: HtmlElement, after: Block[], reading: HtmlReading): TableCell[] {
	const lines = reading.within(node.childNodes, reading).flatMap((block) => paragraphsOf(block, after));
	const type = node.tagName === 'th' ? 'tableHeader' : 'tableCell';
	const width = Math.min(Math.max(Number(attribute(node, 'colspan')) || 1, 1), 30);
	const rest = Array.from({ length: width - 1 }, (): TableCell => ({ type, content: [{ type: 'paragraph' }] }));
	return [{ type, content: lines.length ? lines : [{ type: 'paragraph' }] }, ...rest];
}

/** A block as lines of a cell. */
function paragraphsOf(block: Block, after: Block[]): Paragraph[] {
	switch (block.type) {
		case 'paragraph':
			return [block];
		case 'heading':
			return [{ type: 'paragraph', ...(block.content && { content: block.content }) }];
		case 'bulletList':
		case 'orderedList':
			return block.content.flatMap((item) => item.content.flatMap((inner) => paragraphsOf(inner, after)));
		case 'embed':
			return [{ type: 'paragraph', content: [link(block.attrs.url, { href: block.attrs.url })] }];
		case 'button':
			return [{ type: 'paragraph', content: [link(block.attrs.label, block.attrs)] }];
		default:
			after.push(block);
			return [];
	}
}

type LinkAttributes = Extract<Mark, { type: 'link' }>['attrs'];

const link = (text: string, attrs: LinkAttributes): Inline => ({
	type: 'text',
	text,
	marks: [{ type: 'link', attrs: { href: attrs.href, ...(attrs.rel && { rel: attrs.rel }) } }],
});

/** Word and Google Docs have no header cells; a first row that is bold throughout is meant as one. */
function headFromWord(node: HtmlElement, first: TableRow | undefined): void {
	if (!/^Mso/.test(attribute(node, 'class')) && !/border-collapse/i.test(attribute(node, 'style'))) return;
	const parts = (first?.content ?? []).map((cell) => cell.content.flatMap((line) => line.content ?? []));
	if (!first || !parts.length || !parts.every((cell) => cell.length && cell.every(bold))) return;
	for (const cell of first.content) {
		cell.type = 'tableHeader';
		cell.content = cell.content.map((line) => ({ ...line, content: (line.content ?? []).map(plain) }));
	}
}

const bold = (node: Inline): boolean =>
	node.type !== 'text' || !node.text.trim() || Boolean(node.marks?.some(({ type }) => type === 'bold'));

const plain = (node: Inline): Inline =>
	node.type === 'text' ? { ...node, marks: (node.marks ?? []).filter(({ type }) => type !== 'bold') } : node;
