import type { Document } from '#platform/document/schema.ts';

/** A link in a text: where it leads, its `rel`, and the words that carry it. */
export interface TextLink {
	href: string;
	rel: string;
	text: string;
}

interface Node {
	type?: string;
	text?: string;
	attrs?: Record<string, unknown>;
	marks?: readonly { type: string; attrs?: Record<string, unknown> }[];
	content?: readonly Node[];
}

function* walk(node: Node): Generator<Node> {
	yield node;
	for (const inner of node.content ?? []) yield* walk(inner);
}

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The links of a document in order, those of buttons too; pieces of one link are one. */
export function linksOf(document: Document): TextLink[] {
	const links: TextLink[] = [];
	let before: string | null = null;
	for (const node of walk(document as Node)) {
		const mark = node.marks?.find(({ type }) => type === 'link');
		const href = said(mark?.attrs?.['href']);
		if (node.type === 'text' && href) {
			if (href === before) (links.at(-1) as TextLink).text += node.text ?? '';
			else links.push({ href, rel: said(mark?.attrs?.['rel']), text: node.text ?? '' });
		}
		before = node.type === 'text' && href ? href : null;
		if (node.type !== 'button') continue;
		const { href: address, rel, label } = node.attrs ?? {};
		links.push({ href: said(address), rel: said(rel), text: said(label) });
	}
	return links;
}

/** The pictures of a document in order, those of galleries too; what is only for the eye is left out. */
export const picturesOf = (document: Document): { id: number | null; alt: string }[] =>
	[...walk(document as Node)].flatMap(({ type, attrs }) =>
		type === 'picture' ? [{ id: Number(attrs?.['id']) || null, alt: said(attrs?.['alt']) }] : [],
	);
