import { DocumentProblem } from './document-problem.ts';
import { readInline } from './read-inline.ts';
import { tableLimits, type Block, type Paragraph, type TableCell, type TableRow } from './schema.ts';
import { children, countNodes, invalid, readNode, type Walk } from './walk.ts';

/**
 * A table, its rows made equally long. A row or column of headers is one as a whole or not at all, so that every reader
 * can be told what a cell is about. Throws DocumentProblem `document.too-long` for too many columns or rows.
 */
export function readTable(source: object, walk: Walk, depth: number, path: string): Block[] {
	const rows = children(source, path, walk)
		.map((child, index) => readRow(child, walk, depth + 1, `${path}.${index}`))
		.filter((row) => row.length);
	const columns = Math.max(0, ...rows.map((row) => row.length));
	most('rows', rows.length);
	most('columns', columns);
	if (!columns) return [];
	for (const row of rows) {
		countNodes(walk, (columns - row.length) * 2);
		while (row.length < columns) row.push({ type: 'tableCell', content: [{ type: 'paragraph' }] });
	}
	// A header without a word heads nothing: its cells are ordinary ones.
	const firstRow = heads(rows[0] ?? []);
	const firstColumn = heads(rows.slice(firstRow ? 1 : 0).map((row) => row[0] as TableCell));
	return [
		{
			type: 'table',
			content: rows.map((row, at): TableRow => ({
				type: 'tableRow',
				content: row.map((cell, column) => header(cell, at, column)),
			})),
		},
	];

	function header(cell: TableCell, row: number, column: number): TableCell {
		const heading = row === 0 && firstRow ? true : column === 0 && firstColumn;
		return { ...cell, type: heading ? 'tableHeader' : 'tableCell' };
	}
}

const heads = (cells: readonly TableCell[]): boolean =>
	cells.length > 0 &&
	cells.every(({ type }) => type === 'tableHeader') &&
	cells.some(({ content }) => content.some((line) => line.content));

function most(measure: 'rows' | 'columns', count: number): void {
	const limit = tableLimits[measure];
	if (count > limit) throw new DocumentProblem('document.too-long', { measure, limit });
}

function readRow(value: unknown, walk: Walk, depth: number, path: string): TableCell[] {
	const { type, source } = readNode(value, walk, depth, path);
	if (type !== 'tableRow') throw invalid(path, 'place');
	return children(source, path, walk).map((child, index) => readCell(child, walk, depth + 1, `${path}.${index}`));
}

function readCell(value: unknown, walk: Walk, depth: number, path: string): TableCell {
	const { type, source } = readNode(value, walk, depth, path);
	if (type !== 'tableCell' && type !== 'tableHeader') throw invalid(path, 'place');
	const lines = children(source, path, walk).map((child, index): Paragraph => {
		const at = `${path}.${index}`;
		const line = readNode(child, walk, depth + 1, at);
		if (line.type !== 'paragraph') throw invalid(at, 'place');
		return { type: 'paragraph', ...readInline(line.source, walk, depth + 2, at) };
	});
	const content = lines.filter((line) => line.content);
	return { type, content: content.length ? content : [{ type: 'paragraph' }] };
}
