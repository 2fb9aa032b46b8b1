import type { PersonSource } from '#membership/person-source.ts';

/** What this module knows of people: what they uploaded. It stays where it is shown, without who brought it. */
export const mediaPerson: PersonSource = {
	name: 'media',
	async *collect(ctx, { id }) {
		const pictures = await ctx.db
			.selectFrom('media.picture')
			.select(['id', 'alt', 'caption', 'fallback', 'uploaded'])
			.where('uploader', '=', id)
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
	},
	async forget(ctx, { id }) {
		await ctx.db.updateTable('media.picture').set({ uploader: null }).where('uploader', '=', id).execute();
		await ctx.db.updateTable('media.file').set({ uploader: null }).where('uploader', '=', id).execute();
	},
};
