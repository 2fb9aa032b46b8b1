import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { pictureDeleted } from '#media/events.ts';
import { pictureThing, type PictureFiles } from '#media/picture.ts';

/** Takes these rows out; the files follow, once nobody names them. Part of a command that has decided that it may. */
export async function dropPictures(ctx: Ctx, ids: readonly number[]): Promise<void> {
	const cuts = await ctx.db.selectFrom('media.crop').select('file').where('picture', 'in', ids).execute();
	const gone = await ctx.db
		.deleteFrom('media.picture')
		.where('id', 'in', ids)
		.returning(['id', 'files', 'original'])
		.execute();
	for (const { id } of gone) ctx.record({ name: pictureDeleted, about: pictureThing(id), data: { picture: id } });
	const names = [
		...gone.flatMap(({ files, original }) => [
			...Object.values(files as PictureFiles)
				.flat()
				.map(({ file }) => file),
			...(original ? [original] : []),
		]),
		...cuts.map(({ file }) => file),
	];
	// The files last, once nobody names them: a crash leaves files behind, never a picture without.
	ctx.afterCommit(async () => {
		for (const name of names) if (!(await named(ctx, name))) await ctx.files.remove(name);
	});
}

/** What was brought into conversations and is shown by nothing any more goes, of these or of those from before a time. */
export async function dropUnshown(ctx: Ctx, which: { ids: readonly number[] } | { before: Date }): Promise<number> {
	const { rows } = await sql<{ id: number }>`
		select id from media.picture
		where talked is not null and ${'ids' in which ? sql`id = any(${[...which.ids]}::bigint[])` : sql`talked < ${which.before}::timestamptz`}
			and not exists (select from media.picture_use used where used.picture = picture.id)
			and not exists (select from media.picture_sender sender where sender.picture = picture.id and ${'before' in which ? sql`sent >= ${which.before}::timestamptz` : sql`false`})
		order by id limit 500 for update`.execute(ctx.db);
	if (rows.length)
		await dropPictures(
			ctx,
			rows.map(({ id }) => id),
		);
	return rows.length;
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
