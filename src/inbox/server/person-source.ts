import type { PersonSource, Touch } from '#membership/person-source.ts';

/** What this module knows of people: what they said that somebody answered, and the answers they gave when they worked here. */
export const inboxPerson: PersonSource = {
	name: 'inbox',
	async touches(ctx, { id }, before, limit) {
		const past = before
			? ctx.sql`and (a.written, ('answer:' || a.id) collate "C") < (${before.time}, ${before.key})`
			: ctx.sql``;
		return ctx.sql<Touch[]>`
			select a.written as time, 'answer' as kind, 'answer:' || a.id as key, left(a.text, 140) as text,
				'/console/inbox/' || c.id as href
			from inbox.conversation c join inbox.answer a on a.conversation = c.id
			where c.author = ${id} ${past}
			order by a.written desc, ('answer:' || a.id) collate "C" desc limit ${limit}`;
	},
	async *collect(ctx, { id }) {
		const asked = await ctx.db
			.selectFrom('inbox.conversation')
			.select(['kind', 'origin', 'text', 'opened', 'answered'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of asked) yield { section: 'conversations', row };
		const answers = await ctx.db
			.selectFrom('inbox.answer')
			.select(['text', 'written'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of answers) yield { section: 'answers', row };
	},
	async forget(ctx, { id }) {
		await ctx.db
			.updateTable('inbox.conversation')
			.set({ author: null, author_name: '—' })
			.where('author', '=', id)
			.execute();
		await ctx.db.updateTable('inbox.conversation').set({ closed_by: null }).where('closed_by', '=', id).execute();
		await ctx.db.updateTable('inbox.answer').set({ author: null }).where('author', '=', id).execute();
	},
};
