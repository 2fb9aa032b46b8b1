import type { Ctx } from '#platform/context/context.ts';
import { mediaPath, type Picture, type PictureSize } from '#media/picture.ts';

interface Row {
	id: number;
	width: number;
	height: number;
	alt: string;
	colour: string;
	sizes: unknown;
	fallback: string;
}

const columns = ['id', 'width', 'height', 'alt', 'colour', 'sizes', 'fallback'] as const;

const picture = ({ fallback, sizes, ...rest }: Row): Picture => ({
	...rest,
	sizes: sizes as PictureSize[],
	src: mediaPath(fallback),
});

/** The picture made of these uploaded bytes, or null. `digest` is their SHA-256, hex. */
export async function findPictureByDigest(ctx: Ctx, digest: string): Promise<Picture | null> {
	const row = await ctx.db.selectFrom('media.picture').select(columns).where('digest', '=', digest).executeTakeFirst();
	return row ? picture(row) : null;
}

/** The pictures with these ids, by id. Unknown ids are left out. */
export async function findPictures(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Picture>> {
	if (!ids.length) return new Map();
	const rows = await ctx.db
		.selectFrom('media.picture')
		.select(columns)
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, picture(row)]));
}
