import type { Ctx } from '#platform/context/context.ts';
import { mapPictures, picturesIn } from '#platform/document/map-pictures.ts';
import type { Document } from '#platform/document/schema.ts';
import { findPicturesByFile } from '#media/server/queries/find-picture.ts';

/**
 * The same words, in which a picture that is named by its address in this house is that picture again: with its number, and
 * so with all its sizes, as one that is in use. Markdown (an editor without scripts) and other people's programs know no numbers.
 */
export async function namePictures(ctx: Ctx, body: Document): Promise<Document> {
	const files = picturesIn(body).flatMap(({ attrs }) => (attrs.id === null ? (fileAt(ctx, attrs.src) ?? []) : []));
	if (!files.length) return body;
	const known = await findPicturesByFile(ctx, files);
	return mapPictures(body, (one) => {
		const picture = one.attrs.id === null ? known.get(fileAt(ctx, one.attrs.src) ?? '') : undefined;
		if (!picture) return one;
		const { id, src, width, height, alt } = picture;
		return { ...one, attrs: { ...one.attrs, id, src, width, height, alt: one.attrs.alt || alt } };
	});
}

/** The file that an address of this house means, with its host or without. */
function fileAt(ctx: Ctx, address: string): string | null {
	const path = address.startsWith(`${ctx.site.url}/`) ? address.slice(ctx.site.url.length) : address;
	return /^\/media\/([\w.-]+)$/.exec(path)?.[1] ?? null;
}
