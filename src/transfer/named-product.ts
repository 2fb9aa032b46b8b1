import { productBlock } from '#commerce/product.ts';
import type { Document, ModuleBlockAttributes } from '#platform/document/schema.ts';

/** A product in a document of an export: its number is another in every house, its SKU is not. */
export interface NamedProduct {
	kind: typeof productBlock;
	sku: string;
}

/** The SKU by which an export names a product; null where it names none. */
export const skuOf = (attributes: ModuleBlockAttributes | NamedProduct): string | null =>
	attributes.kind === productBlock && 'sku' in attributes && typeof attributes.sku === 'string' ? attributes.sku : null;

interface Node {
	type: string;
	attrs?: ModuleBlockAttributes | NamedProduct;
	content?: readonly Node[];
}

/** The SKUs of all products that stand in a document of an export. */
export function skusIn(document: Document): string[] {
	const of = (node: Node): string[] => {
		const sku = node.type === 'moduleBlock' && node.attrs ? skuOf(node.attrs) : null;
		return [...(sku === null ? [] : [sku]), ...(node.content ?? []).flatMap(of)];
	};
	return of(document as unknown as Node);
}
