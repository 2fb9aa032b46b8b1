import type { PersonSource } from '#membership/person-source.ts';
import { dropUnshown } from '#media/server/drop-pictures.ts';
import { dropPortrait } from '#media/server/commands/keep-portrait.ts';

/** What this module knows of people: what they uploaded, which stays in the library without who brought it; what they brought into
 * conversations and their own picture, which go with them. */
export const mediaPerson: PersonSource = {
	name: 'media',
	async *collect(ctx, { id }) {
		const pictures = await ctx.db
			.selectFrom('media.picture')
			.select(['id', 'alt', 'caption', 'fallback', 'uploaded'])
			.where((row) =>
				row.or([
					row('uploader', '=', id),
					row('id', 'in', row.selectFrom('media.picture_sender').select('picture').where('member', '=', id)),
				]),
			)
			.orderBy('id')
			.execute();
		for (const { fallback, ...row } of pictures)
			yield { section: 'pictures', row: { ...row, path: `/media/${fallback}` } };
		const files = await ctx.db
			.selectFrom('media.file')
			.select(['name', 'type', 'size', 'uploaded'])
			.where('uploader', '=', id)
			.orderBy('id')
			.execute();
		for (const row of files) yield { section: 'files', row };
		const portrait = await ctx.db
			.selectFrom('media.portrait')
			.select(['large', 'kept'])
			.where('member', '=', id)
			.executeTakeFirst();
		if (portrait) yield { section: 'portrait', row: { kept: portrait.kept, path: `/media/${portrait.large}` } };
	},
	async forget(ctx, { id }) {
		const portrait = await ctx.db.selectFrom('media.portrait').selectAll().where('member', '=', id).executeTakeFirst();
		if (portrait) await dropPortrait(ctx, portrait);
		// What they said shows no picture of theirs any more (`community`): what nobody else showed goes with them.
		const sent = await ctx.db
			.deleteFrom('media.picture_sender')
			.where('member', '=', id)
			.returning('picture')
			.execute();
		if (sent.length) await dropUnshown(ctx, { ids: sent.map(({ picture }) => picture) });
		await ctx.db.updateTable('media.picture').set({ uploader: null }).where('uploader', '=', id).execute();
		await ctx.db.updateTable('media.file').set({ uploader: null }).where('uploader', '=', id).execute();
	},
};
