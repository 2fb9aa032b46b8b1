import type { Ctx } from '#platform/context/context.ts';
import { blocksIn, fillBlocks } from '#platform/document/fill-blocks.ts';
import type { Block, Document } from '#platform/document/schema.ts';
import { productLine, productParagraph } from '#commerce/product-line.ts';
import { productBlock } from '#commerce/product.ts';
import { findProducts } from '#commerce/server/index.ts';

/**
 * What leaves the house (a letter, a feed) is read later and elsewhere: products stand in it by name and link, without a
 * card's style and a price that may be another by then. One that is not on offer is left out.
 */
export async function nameProducts(ctx: Ctx, document: Document): Promise<Document> {
	const ids = new Set<number>();
	const find = (node: Node): void => {
		if (node.type === 'moduleBlock' && node.attrs?.['kind'] === productBlock) ids.add(Number(node.attrs['id']));
		node.content?.forEach(find);
	};
	find(document as unknown as Node);
	if (!ids.size) return document;
	const known = await findProducts(ctx, [...ids]);
	const named = (node: Node): Node => {
		if (node.type === 'moduleBlock' && node.attrs?.['kind'] === productBlock) {
			const product = known.get(Number(node.attrs['id']));
			return (product ? productParagraph(product) : { type: 'paragraph' }) as Block as unknown as Node;
		}
		return node.content ? { ...node, content: node.content.map(named) } : node;
	};
	return named(document as unknown as Node) as unknown as Document;
}

interface Node {
	type: string;
	attrs?: Record<string, unknown>;
	content?: Node[];
}

/** The same for several bodies that are HTML already, in their order. */
export async function nameProductsIn(ctx: Ctx, bodies: readonly string[]): Promise<string[]> {
	const ids = bodies.flatMap(blocksIn).flatMap(({ kind, id }) => (kind === productBlock ? id : []));
	const known = await findProducts(ctx, [...new Set(ids)]);
	return bodies.map((html) =>
		fillBlocks(html, ({ kind, id }) => {
			const product = kind === productBlock ? known.get(id) : undefined;
			return product ? productLine(product) : '';
		}),
	);
}
