import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { pictureDeleted } from '#media/events.ts';
import { pictureThing, type PictureFiles } from '#media/picture.ts';
import { mayDelete } from '#media/policy.ts';

/**
 * Takes a picture out of the library with its files. Refused while something shows it: a page with a hole in it is worse
 * than a picture too many. Throws Problem `picture.in-use` (409), `picture.not-found`.
 */
export const deletePicture = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const picture = await ctx.db
		.selectFrom('media.picture')
		.select(['id', 'files', 'original', 'uploader'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!picture) throw notFound('picture');
	authorize(ctx.actor, 'picture.upload', mayDelete, picture);
	const places = await countPlaces(ctx, id);
	if (places) throw new Problem('picture.in-use', 409, { places });
	const cuts = await ctx.db.selectFrom('media.crop').select('file').where('picture', '=', id).execute();
	await ctx.db.deleteFrom('media.picture').where('id', '=', id).execute();
	ctx.record({ name: pictureDeleted, about: pictureThing(id), data: { picture: id } });
	const names = [
		...Object.values(picture.files as PictureFiles)
			.flat()
			.map(({ file }) => file),
		...(picture.original ? [picture.original] : []),
		...cuts.map(({ file }) => file),
	];
	// The files last, once nobody names them: a crash leaves files behind, never a picture without.
	ctx.afterCommit(async () => {
		for (const name of names) if (!(await named(ctx, name))) await ctx.files.remove(name);
	});
	return { id };
});

/** Pages note what they show; comments are few and are looked through. */
async function countPlaces(ctx: Ctx, id: number): Promise<number> {
	const { rows } = await sql<{ places: number }>`
		select ((select count(*) from media.picture_use where picture = ${id})
			+ (select count(*) from community.comment
				where body @? ('$.** ? (@.type == "picture" && @.attrs.id == ' || ${String(id)} || ')')::jsonpath))::int as places
	`.execute(ctx.db);
	return rows[0]?.places ?? 0;
}

/** Two uploads that differ in nothing but their EXIF have the same pixels, and so the same files. */
async function named(ctx: Ctx, file: string): Promise<boolean> {
	// After the commit, so not by its transaction.
	const [row] = await ctx.sql<{ there: boolean }[]>`
		select exists (
			select from media.picture
			where original = ${file} or files @? ('$.*[*] ? (@.file == "' || ${file} || '")')::jsonpath
		) as there`;
	return row?.there ?? true;
}
