import type { Ctx } from '#platform/context/context.ts';
import { attachmentPath } from '#media/attachment.ts';
import type {
	Block,
	Document,
	FileAttributes,
	ModuleBlockAttributes,
	PictureAttributes,
} from '#platform/document/schema.ts';
import { productParagraph } from '#commerce/product-line.ts';
import { productBlock } from '#commerce/product.ts';
import { skuOf, type NamedProduct } from '#transfer/named-product.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';

/** Where pictures and files lie in an export, and documents that name them by that. */
export interface PlaceNames {
	picture(id: number): string | null;
	file(href: string): string | null;
	/** The document as it is kept: pictures and files are named by their place in the export, products by their SKU. */
	exact(document: Document): Document;
	/** The same for a reader of Markdown that knows nothing of ours; `up` leads from it to the root of the export. */
	plain(document: Document, up: string): Document;
}

export const pictureName = (digest: string, original: string): string =>
	`pictures/${digest}.${original.split('.').at(-1) ?? 'jpg'}`;
export const fileName = (digest: string, name: string): string => `files/${digest.slice(0, 24)}/${name}`;

/** Reads the names of everything in the library. */
export async function readPlaceNames(ctx: Ctx): Promise<PlaceNames> {
	const pictures = new Map<number, string>();
	const files = new Map<string, string>();
	for (const row of await ctx.db.selectFrom('media.picture').select(['id', 'digest', 'original', 'fallback']).execute())
		pictures.set(row.id, pictureName(row.digest, row.original ?? row.fallback));
	for (const { digest, name } of await ctx.db.selectFrom('media.file').select(['digest', 'name']).execute())
		files.set(attachmentPath(digest, name), fileName(digest, name));
	const rows = await ctx.db.selectFrom('commerce.product').select(['id', 'sku', 'name', 'url']).execute();
	const products = new Map(rows.map((row) => [row.id, row]));
	const bySku = new Map(rows.map((row) => [row.sku, row]));
	const named = (document: Document, up: string): Document =>
		mapDocument(document, {
			picture(attributes: PictureAttributes) {
				const name = attributes.id === null ? undefined : pictures.get(attributes.id);
				return name ? { ...attributes, id: null, src: up + name } : attributes;
			},
			block(attributes) {
				const product = attributes.kind === productBlock ? products.get(attributes.id) : undefined;
				if (!product) return attributes.kind === productBlock ? null : attributes;
				const { sku } = product;
				return { kind: productBlock, sku } satisfies NamedProduct as unknown as ModuleBlockAttributes;
			},
			file(attributes: FileAttributes) {
				const name = files.get(attributes.src);
				return name ? { ...attributes, src: up + name } : attributes;
			},
		});
	return {
		picture: (id) => pictures.get(id) ?? null,
		file: (href) => files.get(href) ?? null,
		exact: (document) => named(document, ''),
		plain: (document, up) => {
			const { content } = named(document, up);
			return { type: 'doc', content: content.flatMap((block) => plainBlock(block, bySku)) };
		},
	};
}

interface Product {
	name: string;
	url: string | null;
}

/** What only this product draws becomes what every reader of Markdown knows. */
function plainBlock(block: Block, products: ReadonlyMap<string, Product>): Block[] {
	const product = block.type === 'moduleBlock' && products.get(skuOf(block.attrs) ?? '');
	if (product) return [productParagraph(product)];
	if (block.type === 'contents') return [];
	if (block.type !== 'file' && block.type !== 'button') return [block];
	const [text, href] =
		block.type === 'file' ? [block.attrs.name, block.attrs.src] : [block.attrs.label, block.attrs.href];
	return [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }] }];
}
