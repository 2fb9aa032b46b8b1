import { markOrder, type Inline, type Mark, type TextNode } from './schema.ts';

/** The marks in their one order, each at most once; `code` gives way to a link and pushes out the others. */
export function tidyMarks(marks: readonly Mark[]): Mark[] {
	const kept = markOrder.flatMap((name) => marks.find((mark) => mark.type === name) ?? []);
	if (!kept.some((mark) => mark.type === 'code')) return kept;
	if (kept.some((mark) => mark.type === 'link')) return kept.filter((mark) => mark.type !== 'code');
	return [{ type: 'code' }];
}

/** Whether two texts carry the same marks; both tidy. */
export const sameMarks = (one: TextNode, other: TextNode): boolean => {
	const [a, b] = [one.marks ?? [], other.marks ?? []];
	return a.length === b.length && a.every((mark, index) => sameMark(mark, b[index]));
};

const sameMark = (one: Mark, other: Mark | undefined): boolean =>
	one.type === other?.type &&
	(one.type !== 'link' ||
		other.type !== 'link' ||
		(one.attrs.href === other.attrs.href && one.attrs.rel === other.attrs.rel));

/** Joins neighbouring texts with the same marks and drops empty ones, so that one text has one form. */
export function tidyInline(nodes: readonly Inline[]): Inline[] {
	const tidy: Inline[] = [];
	for (const node of nodes) {
		const last = tidy.at(-1);
		if (node.type === 'text' && !node.text) continue;
		if (node.type === 'text' && last?.type === 'text' && sameMarks(last, node)) last.text += node.text;
		else tidy.push(node.type === 'text' ? { ...node } : node);
	}
	return tidy;
}
