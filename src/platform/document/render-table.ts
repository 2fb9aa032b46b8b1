import { escapeHtml } from './escape-html.ts';
import { renderInline } from './render-inline.ts';
import type { Rendering } from './rendering.ts';
import type { TableCell, TableRow } from './schema.ts';

/** A table in a box of its own that scrolls sideways, by keyboard too, so that the page around it never does. */
export function renderTable(rows: readonly TableRow[], rendering: Rendering): string {
	const [first, ...rest] = rows;
	if (!first) return '';
	const headed = first.content.every(({ type }) => type === 'tableHeader');
	const body = (headed ? rest : rows).map((row) => renderRow(row, 'row', rendering)).join('');
	const head = headed ? `<thead>${renderRow(first, 'col', rendering)}</thead>` : '';
	const label = escapeHtml(rendering.say('document.table'));
	return `<div class="table" role="group" tabindex="0" aria-label="${label}"><table>${head}${body && `<tbody>${body}</tbody>`}</table></div>`;
}

const renderRow = (row: TableRow, scope: 'row' | 'col', rendering: Rendering): string =>
	`<tr>${row.content.map((cell) => renderCell(cell, scope, rendering)).join('')}</tr>`;

function renderCell(cell: TableCell, scope: 'row' | 'col', rendering: Rendering): string {
	const lines = cell.content.filter(({ content }) => content).map(({ content }) => renderInline(content, rendering));
	const text = lines.length > 1 ? lines.map((line) => `<p>${line}</p>`).join('') : lines.join('');
	return cell.type === 'tableHeader' ? `<th scope="${scope}">${text}</th>` : `<td>${text}</td>`;
}
