import type { PersonSource } from '#membership/person-source.ts';

/** What this module knows of people: what they wrote for the house. It is the house's and stays; drafts of theirs alone go. */
export const contentPerson: PersonSource = {
	name: 'content',
	async *collect(ctx, { id }) {
		const articles = await ctx.db
			.selectFrom('content.article')
			.select(['id', 'title', 'slug', 'created', 'published', 'body_text as text'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of articles) yield { section: 'articles', row };
		const revisions = await ctx.db
			.selectFrom('content.revision')
			.select(['article', 'number', 'title', 'kept'])
			.where('kept_by', '=', id)
			.orderBy('article')
			.orderBy('number')
			.execute();
		for (const row of revisions) yield { section: 'revisions', row };
		const pages = await ctx.db
			.selectFrom('content.page_revision')
			.select(['page', 'number', 'title', 'kept'])
			.where('kept_by', '=', id)
			.orderBy('page')
			.orderBy('number')
			.execute();
		for (const row of pages) yield { section: 'page-revisions', row };
		const drafts = await ctx.db
			.selectFrom('content.kept_draft')
			.select(['place', 'fields', 'body', 'kept'])
			.where('member', '=', id)
			.execute();
		for (const row of drafts) yield { section: 'drafts', row };
		const notes = await ctx.db
			.selectFrom('content.note')
			.select(['article', 'kind', 'text', 'written'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of notes) yield { section: 'notes', row };
	},
	async forget(ctx, { id }) {
		await ctx.db.deleteFrom('content.kept_draft').where('member', '=', id).execute();
		await ctx.db.deleteFrom('content.open_editor').where('member', '=', id).execute();
		await ctx.db.updateTable('content.note').set({ member: null }).where('member', '=', id).execute();
		await ctx.db.updateTable('content.revision').set({ kept_by: null }).where('kept_by', '=', id).execute();
		await ctx.db.updateTable('content.page_revision').set({ kept_by: null }).where('kept_by', '=', id).execute();
		await ctx.db.updateTable('content.page').set({ author: null }).where('author', '=', id).execute();
	},
};
