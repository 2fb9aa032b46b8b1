import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { attachmentPath } from '#media/attachment.ts';
import { mayDelete, mayUpload } from '#media/policy.ts';

const ListFiles = z.object({
	/** Words of the name. */
	search: z.string().trim().max(100).default(''),
	/** Only those that nothing offers. */
	unused: z.boolean().default(false),
	/** Id of the last file of the page before. */
	before: z.coerce.number().int().positive().optional(),
	limit: z.number().int().min(1).max(100).default(40),
});

/** The files of the library, newest first, a page at a time. For staff who write. */
export const listFiles = query(ListFiles, async (ctx, { search, unused, before, limit }) => {
	authorize(ctx.actor, 'file.read', mayUpload, null);
	let found = ctx.db
		.selectFrom('media.file')
		.select(['id', 'digest', 'name', 'type', 'size', 'uploaded'])
		.select(sql<number>`(select count(*) from media.file_use where file = media.file.id)::int`.as('uses'))
		.orderBy('id', 'desc')
		.limit(limit + 1);
	for (const word of search.split(/\s+/).filter(Boolean))
		found = found.where('name', 'ilike', `%${word.replace(/[%_\\]/g, '\\$&')}%`);
	if (unused) found = found.where(sql<boolean>`not exists (select from media.file_use where file = media.file.id)`);
	if (before) found = found.where('id', '<', before);
	const rows = await found.execute();
	const items = rows.slice(0, limit).map(({ digest, ...row }) => ({ ...row, href: attachmentPath(digest, row.name) }));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});

/** A file of the library with everything that offers it. Throws Problem `file.not-found`. */
export const readFile = query(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'file.read', mayUpload, null);
	const row = await ctx.db
		.selectFrom('media.file as file')
		.leftJoin('membership.member as uploader', 'uploader.id', 'file.uploader')
		.select(['file.id', 'file.digest', 'file.name', 'file.type', 'file.size', 'file.uploaded'])
		.select(['file.uploader as uploader_id', 'uploader.name as uploader'])
		.where('file.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('file');
	const uses = await ctx.db
		.selectFrom('media.file_use')
		.select('thing')
		.where('file', '=', id)
		.orderBy('thing')
		.limit(100)
		.execute();
	const { uploader_id, digest, ...file } = row;
	const deletable = mayDelete(ctx.actor, { uploader: uploader_id });
	return { ...file, href: attachmentPath(digest, file.name), deletable, uses: uses.map(({ thing }) => thing) };
});
