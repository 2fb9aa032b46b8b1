import type { PersonSource } from '#membership/person-source.ts';

/** What this module knows of people: the posts and links that they made for the house. Those are the house's and stay. */
export const publishingPerson: PersonSource = {
	name: 'publishing',
	async *collect(ctx, { id }) {
		const posts = await ctx.db
			.selectFrom('publishing.post')
			.select(['text', 'queued', 'published', 'external_url'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of posts) yield { section: 'posts', row };
		const links = await ctx.db
			.selectFrom('publishing.link')
			.select(['code', 'target', 'label', 'created'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of links) yield { section: 'links', row };
	},
	async forget(ctx, { id }) {
		await ctx.db.updateTable('publishing.post').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('publishing.link').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('publishing.account').set({ connected_by: null }).where('connected_by', '=', id).execute();
	},
};
