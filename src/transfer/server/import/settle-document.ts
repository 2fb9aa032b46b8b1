import type { Document } from '#platform/document/schema.ts';
import { skuOf } from '#transfer/named-product.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { mapDocument } from '#transfer/server/import/map-document.ts';
import type { PreparedWriting } from '#transfer/server/import/prepared.ts';

type Brought = Pick<Batch, 'pictures' | 'files' | 'products'>;

/** A document whose pictures, files and products are those of this house, as far as they came. `describe`: with the pictures' words. */
export function settleDocument(document: Document, { pictures, files, products }: Brought, describe = true): Document {
	return mapDocument(document, {
		block(attributes) {
			const sku = skuOf(attributes);
			if (sku === null) return attributes;
			const id = products?.get(sku);
			return id === undefined ? null : { kind: attributes.kind, id };
		},
		link: (href) => files.here.get(href)?.href ?? href,
		picture(attributes) {
			const picture = pictures.here.get(attributes.src);
			if (!picture) return attributes;
			const { id, src, width, height } = picture;
			return { ...attributes, id, src, width, height, alt: attributes.alt || (describe ? picture.alt : '') };
		},
		file(attributes) {
			const file = files.here.get(attributes.src);
			return file
				? { ...attributes, src: file.href, name: file.name, size: file.size, mediaType: file.type }
				: attributes;
		},
	});
}

/** The document of an article or page; its cover stands first where it stood outside of the body. */
export function settleWriting(writing: PreparedWriting, brought: Brought): Document {
	const settled = settleDocument(writing.document, brought, !writing.item.former);
	const cover = writing.item.cover ? brought.pictures.here.get(writing.item.cover) : undefined;
	if (!cover || JSON.stringify(settled).includes(`"id":${cover.id},"src"`)) return settled;
	const { id, src, width, height, alt } = cover;
	const first = { type: 'picture' as const, attrs: { id, src, width, height, alt, caption: '' } };
	return { type: 'doc', content: [first, ...settled.content] };
}
