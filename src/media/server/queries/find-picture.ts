import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mediaPath, pictureThing, plainSize, type Picture, type PictureFiles } from '#media/picture.ts';

interface Row {
	id: number;
	width: number;
	height: number;
	alt: string;
	caption: string;
	colour: string;
	files: unknown;
	focus_x: number;
	focus_y: number;
}

export const pictureColumns = [
	'id',
	'width',
	'height',
	'alt',
	'caption',
	'colour',
	'files',
	'focus_x',
	'focus_y',
] as const;

/** A picture as other rooms see it. */
export function pictureOf({ files, focus_x: x, focus_y: y, ...rest }: Row): Picture {
	const made = files as PictureFiles;
	return { ...rest, focus: { x, y }, files: made, src: mediaPath(plainSize(made)?.file ?? '') };
}

/** The picture made of these uploaded bytes, or null. `digest` is their SHA-256, hex. */
export async function findPictureByDigest(ctx: Ctx, digest: string): Promise<Picture | null> {
	const row = await ctx.db
		.selectFrom('media.picture')
		.select(pictureColumns)
		.where('digest', '=', digest)
		.executeTakeFirst();
	return row ? pictureOf(row) : null;
}

/** The pictures with these ids, by id. Unknown ids are left out. The page being read then depends on each. */
export async function findPictures(ctx: Ctx, ids: readonly number[]): Promise<Map<number, Picture>> {
	if (!ids.length) return new Map();
	ctx.about(...ids.map(pictureThing));
	const rows = await ctx.db
		.selectFrom('media.picture')
		.select(pictureColumns)
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, pictureOf(row)]));
}

/** The pictures that these files belong to, by file. */
export async function findPicturesByFile(ctx: Ctx, files: readonly string[]): Promise<Map<string, Picture>> {
	const found = new Map<string, Picture>();
	if (!files.length) return found;
	const rows = await ctx.db
		.selectFrom('media.picture')
		.select(pictureColumns)
		.where(sql<boolean>`jsonb_path_query_array(files, '$.*[*].file') ?| ${[...new Set(files)]}::text[]`)
		.orderBy('id')
		.execute();
	const wanted = new Set(files);
	for (const picture of rows.map(pictureOf))
		for (const { file } of Object.values(picture.files).flat())
			if (wanted.has(file) && !found.has(file)) found.set(file, picture);
	return found;
}

/** Those of these pictures that a thing shows already, or that the actor brought into a conversation themselves. */
export async function findBrought(ctx: Ctx, ids: readonly number[], thing: string | null): Promise<Set<number>> {
	const { rows } = await sql<{ id: number }>`
		select picture as id from media.picture_use where thing = ${thing}::text and picture = any(${[...ids]}::bigint[])
		union select picture from media.picture_sender where member = ${memberOf(ctx.actor)}::bigint and picture = any(${[...ids]}::bigint[])`.execute(
		ctx.db,
	);
	return new Set(rows.map(({ id }) => id));
}
