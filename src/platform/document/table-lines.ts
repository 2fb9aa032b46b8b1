import type { Inline, Paragraph, TableRow } from './schema.ts';

/** A row of a table as a line where tables cannot be: its cells, headers bold, parted by a stroke. */
export function rowLine(row: TableRow): Paragraph {
	const content: Inline[] = [];
	for (const cell of row.content) {
		const words = cell.content.flatMap((line, index): Inline[] => [
			...(index ? [{ type: 'text', text: ' ' } as const] : []),
			...(line.content ?? []),
		]);
		if (!words.length) continue;
		if (content.length) content.push({ type: 'text', text: ' | ' });
		content.push(...words.map((node) => (cell.type === 'tableHeader' ? bold(node) : node)));
	}
	return { type: 'paragraph', content };
}

const bold = (node: Inline): Inline =>
	node.type === 'text' && !node.marks?.some(({ type }) => type === 'bold')
		? { ...node, marks: [...(node.marks ?? []), { type: 'bold' }] }
		: node;
