import type { PersonSource, Touch } from '#membership/person-source.ts';

/** What this module knows of people: the visits in which they were signed in. Counted they stay, without whose they were. */
export const insightPerson: PersonSource = {
	name: 'insight',
	async touches(ctx, { id }, before, limit) {
		const past = before
			? ctx.sql`and (began, ('visit:' || id) collate "C") < (${before.time}, ${before.key})`
			: ctx.sql``;
		return ctx.sql<Touch[]>`
			select began as time, 'visit' as kind, 'visit:' || id as key, concat_ws(' · ', nullif(source, 'direct'), campaign, entry_path) as text,
				null as href
			from insight.visit where member = ${id} ${past}
			order by began desc, ('visit:' || id) collate "C" desc limit ${limit}`;
	},
	async *collect(ctx, { id }) {
		const visits = await ctx.db
			.selectFrom('insight.visit')
			.select(['id', 'began', 'last_seen', 'entry_path', 'source', 'campaign', 'pages'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const { id: visit, ...row } of visits) {
			const read = await ctx.db
				.selectFrom('insight.reading')
				.select(['thing', 'views'])
				.where('visit', '=', visit)
				.execute();
			yield { section: 'visits', row: { ...row, read } };
		}
		const clicks = await ctx.db
			.selectFrom('insight.click')
			.select(['link', 'clicked', 'source'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of clicks) yield { section: 'clicks', row };
	},
	async forget(ctx, { id }) {
		await ctx.db.updateTable('insight.visit').set({ member: null }).where('member', '=', id).execute();
		await ctx.db.updateTable('insight.click').set({ member: null }).where('member', '=', id).execute();
	},
};
