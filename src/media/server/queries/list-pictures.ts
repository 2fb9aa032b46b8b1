import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayDelete, mayUpload } from '#media/policy.ts';
import { pictureColumns, pictureOf } from '#media/server/queries/find-picture.ts';

const ListPictures = z.object({
	/** Words of the alternative text or the caption. */
	search: z.string().trim().max(100).default(''),
	/** Only those that nothing shows. */
	unused: z.boolean().default(false),
	/** Id of the last picture of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(40),
});

/** The pictures of the library, newest first, a page at a time. For staff who write. */
export const listPictures = query(ListPictures, async (ctx, { search, unused, before, limit }) => {
	authorize(ctx.actor, 'picture.read', mayUpload, null);
	let found = ctx.db
		.selectFrom('media.picture')
		.select(pictureColumns)
		.select(['uploaded', 'frames'])
		.select(sql<number>`(select count(*) from media.picture_use where picture = picture.id)::int`.as('uses'))
		.where('talked', 'is', null)
		.orderBy('id', 'desc')
		.limit(limit + 1);
	for (const word of search.split(/\s+/).filter(Boolean)) {
		const pattern = `%${word.replace(/[%_\\]/g, '\\$&')}%`;
		found = found.where((row) => row.or([row('alt', 'ilike', pattern), row('caption', 'ilike', pattern)]));
	}
	if (unused) found = found.where(sql<boolean>`not exists (select from media.picture_use where picture = picture.id)`);
	if (before) found = found.where('id', '<', before);
	const rows = await found.execute();
	const items = rows
		.slice(0, limit)
		.map(({ uploaded, frames, uses, ...row }) => ({ ...pictureOf(row), uploaded, moves: frames > 1, uses }));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** A picture of the library with everything that shows it. Throws Problem `picture.not-found`. */
export const readPicture = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'picture.read', mayUpload, null);
	const row = await ctx.db
		.selectFrom('media.picture')
		.leftJoin('membership.member as uploader', 'uploader.id', 'media.picture.uploader')
		.select(pictureColumns.map((column) => `media.picture.${column}` as const))
		.select(['media.picture.uploaded', 'media.picture.frames', 'media.picture.uploader as uploader_id'])
		.select('uploader.name as uploader')
		.where('media.picture.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('picture');
	const uses = await ctx.db
		.selectFrom('media.picture_use')
		.select('thing')
		.where('picture', '=', id)
		.orderBy('thing')
		.limit(100)
		.execute();
	const { uploaded, uploader, uploader_id, frames, ...rest } = row;
	const deletable = mayDelete(ctx.actor, { uploader: uploader_id });
	return { ...pictureOf(rest), uploaded, uploader, deletable, moves: frames > 1, uses: uses.map(({ thing }) => thing) };
});
