import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mapPictures, picturesIn } from '#platform/document/map-pictures.ts';
import type { Document } from '#platform/document/schema.ts';
import { Problem } from '#platform/problem.ts';
import type { Picture } from '#media/picture.ts';
import { mayUpload } from '#media/policy.ts';
import { findBrought, findPictures, findPicturesByFile } from '#media/server/index.ts';
import { commentThing } from '#community/pictured.ts';

const fileIn = (src: string): string | null => /^\/media\/([\w.-]+)$/.exec(src)?.[1] ?? null;

/**
 * The pictures of a comment, each known by its number: what was written as an address of this house (somebody changed the words as Markdown)
 * is that picture again. Members show what they brought themselves and what their comment shows already (`shown`: its number); staff whatever
 * the library has. A picture that belongs to an unpublished page would be told to everybody by its number. Throws Problem
 * `comment.picture-not-yours` (403).
 */
export async function settlePictures(
	ctx: Ctx,
	body: Document,
	shown: number | null,
): Promise<{ body: Document; pictures: ReadonlyMap<number, Picture> }> {
	const written = picturesIn(body);
	if (!written.length) return { body, pictures: new Map() };
	const files = written.flatMap(({ attrs }) => (attrs.id === null ? (fileIn(attrs.src) ?? []) : []));
	const byFile = await findPicturesByFile(ctx, files);
	const ids = written.flatMap(({ attrs }) => attrs.id ?? byFile.get(fileIn(attrs.src) ?? '')?.id ?? []);
	const pictures = await findPictures(ctx, ids);
	if (memberOf(ctx.actor) !== null && !mayUpload(ctx.actor)) {
		const brought = await findBrought(ctx, ids, shown === null ? null : commentThing(shown));
		if ([...pictures.keys()].some((id) => !brought.has(id))) throw new Problem('comment.picture-not-yours', 403);
	}
	const settled = mapPictures(body, (one) => {
		const { attrs } = one;
		const file = attrs.id === null ? fileIn(attrs.src) : null;
		const picture = attrs.id === null ? byFile.get(file ?? '') : pictures.get(attrs.id);
		if (!picture) return attrs.id === null && !file ? one : null;
		const { id, src, width, height } = picture;
		return { type: 'picture', attrs: { ...attrs, id, src, width, height } };
	});
	return { body: settled, pictures };
}
