import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';

const KeepUses = z.object({
	/** What shows the pictures, as facts name it: `article:3`. */
	thing: z.string().max(200),
	/** Every picture that it shows now; those that it showed before are let go. */
	pictures: z.array(z.number().int().positive()),
});

/**
 * Notes which pictures a thing shows, so that the library can say where one is used and none is deleted under a page.
 * Part of the command that changes the thing, which has decided already whether its actor may.
 */
export const keepUses = command(KeepUses, async (ctx, { thing, pictures }) => {
	await ctx.db
		.deleteFrom('media.picture_use')
		.where('thing', '=', thing)
		.where(sql<boolean>`picture <> all(${pictures}::bigint[])`)
		.execute();
	if (!pictures.length) return;
	await sql`
		insert into media.picture_use (picture, thing)
		select id, ${thing} from media.picture where id = any(${pictures}::bigint[])
		on conflict do nothing`.execute(ctx.db);
});

/**
 * The same for many things that are new, in one statement. Part of the command that brings them, which has decided
 * already whether its actor may.
 */
export const noteUses = command(z.object({ uses: z.array(KeepUses) }), async (ctx, { uses }) => {
	const rows = uses.flatMap(({ thing, pictures }) => pictures.map((picture) => ({ thing, picture })));
	if (!rows.length) return;
	await sql`
		insert into media.picture_use (picture, thing)
		select picture.id, row.thing
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as row (picture bigint, thing text)
			join media.picture as picture on picture.id = row.picture
		on conflict do nothing`.execute(ctx.db);
});
