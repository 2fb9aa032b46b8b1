import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { dropUnshown } from '#media/server/drop-pictures.ts';

const KeepUses = z.object({
	/** What shows the pictures and offers the files, as facts name it: `article:3`. */
	thing: z.string().max(200),
	/** Every picture that it shows now; those that it showed before are let go. */
	pictures: z.array(z.number().int().positive()),
	/** Those of them that stand only in a part that not everybody may read. */
	beyond: z.array(z.number().int().positive()).default([]),
	/** Every file that it offers now, by the beginning of its digest as addresses have it. */
	files: z.array(z.object({ start: z.string(), beginning: z.boolean() })).default([]),
});

/**
 * Notes which pictures a thing shows and which files it offers, so that the library can say where one is used, none is
 * deleted under a page, and a file is handed out to those only who may read what offers it. Part of the command that
 * changes the thing, which has decided already whether its actor may. What was brought into conversations goes with the last
 * that shows it.
 */
export const keepUses = command(KeepUses, async (ctx, { thing, pictures, beyond, files }) => {
	const gone = await ctx.db
		.deleteFrom('media.picture_use')
		.where('thing', '=', thing)
		.where(sql<boolean>`picture <> all(${pictures}::bigint[])`)
		.returning('picture')
		.execute();
	if (gone.length) await dropUnshown(ctx, { ids: gone.map(({ picture }) => picture) });
	if (pictures.length)
		await sql`
			insert into media.picture_use (picture, thing, beyond)
			select id, ${thing}, id = any(${beyond}::bigint[]) from media.picture where id = any(${pictures}::bigint[])
			on conflict (picture, thing) do update set beyond = excluded.beyond`.execute(ctx.db);
	await ctx.db.deleteFrom('media.file_use').where('thing', '=', thing).execute();
	if (!files.length) return;
	await sql`
		insert into media.file_use (file, thing, beginning)
		select file.id, ${thing}, bool_or(offered.beginning)
		from jsonb_to_recordset(${JSON.stringify(files)}::text::jsonb) as offered (start text, beginning boolean)
			join media.file on file.digest >= offered.start and file.digest < offered.start || 'g'
		group by file.id`.execute(ctx.db);
});

/**
 * The same for many things that are new, in one statement. Part of the command that brings them, which has decided
 * already whether its actor may.
 */
export const noteUses = command(z.object({ uses: z.array(KeepUses) }), async (ctx, { uses }) => {
	const rows = uses.flatMap(({ thing, pictures, beyond }) =>
		pictures.map((picture) => ({ thing, picture, beyond: beyond.includes(picture) })),
	);
	const offered = uses.flatMap(({ thing, files }) => files.map((file) => ({ thing, ...file })));
	if (offered.length)
		await sql`
			insert into media.file_use (file, thing, beginning)
			select file.id, row.thing, bool_or(row.beginning)
			from jsonb_to_recordset(${JSON.stringify(offered)}::text::jsonb) as row (thing text, start text, beginning boolean)
				join media.file on file.digest >= row.start and file.digest < row.start || 'g'
			group by file.id, row.thing
			on conflict do nothing`.execute(ctx.db);
	if (!rows.length) return;
	await sql`
		insert into media.picture_use (picture, thing, beyond)
		select picture.id, row.thing, row.beyond
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (thing text, picture bigint, beyond boolean)
			join media.picture as picture on picture.id = row.picture
		on conflict do nothing`.execute(ctx.db);
});
