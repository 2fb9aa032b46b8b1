import type { Block, Document, Picture } from './schema.ts';

type Holder = { content?: readonly (Holder | Block)[] };

/** Every picture of a document, wherever it stands. */
export function picturesIn(body: Document): Picture[] {
	const found: Picture[] = [];
	const walk = (node: Holder | Block): void => {
		if ('type' in node && node.type === 'picture') found.push(node);
		for (const inner of ((node as Holder).content ?? []) as (Holder | Block)[]) walk(inner);
	};
	walk(body);
	return found;
}

/** The same words with other pictures; null: one is left out. */
export function mapPictures(body: Document, change: (picture: Picture) => Picture | null): Document {
	const walk = (node: Holder & { type: string }): (Holder & { type: string })[] => {
		if (node.type === 'picture') {
			const made = change(node as unknown as Picture);
			return made ? [made as unknown as Holder & { type: string }] : [];
		}
		if (!node.content) return [node];
		const content = (node.content as (Holder & { type: string })[]).flatMap(walk);
		// A quote or an item of which nothing is left goes, too.
		if (!content.length && ['blockquote', 'listItem', 'bulletList', 'orderedList'].includes(node.type)) return [];
		return [{ ...node, content }];
	};
	const content = (body.content as unknown as (Holder & { type: string })[]).flatMap(walk) as unknown as Block[];
	return { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] };
}
