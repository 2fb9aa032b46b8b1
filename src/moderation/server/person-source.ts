import type { PersonSource } from '#membership/person-source.ts';

/** What this module knows of people: what they complained of, what was decided about their words, what they were told. */
export const moderationPerson: PersonSource = {
	name: 'moderation',
	async *collect(ctx, { id }) {
		const flags = await ctx.db
			.selectFrom('moderation.flag')
			.select(['comment', 'reason', 'words', 'flagged'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of flags) yield { section: 'flags', row };
		const decisions = await ctx.db
			.selectFrom('moderation.decision')
			.select(['comment', 'verdict', 'reason', 'words', 'decided', 'undone'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of decisions) yield { section: 'decisions', row };
		const measures = await ctx.db
			.selectFrom('moderation.measure')
			.select(['kind', 'reason', 'words', 'taken', 'until', 'lifted'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of measures) yield { section: 'measures', row };
		const appeals = await ctx.db
			.selectFrom('moderation.appeal')
			.select(['words', 'appealed', 'outcome', 'answer', 'answered'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of appeals) yield { section: 'appeals', row };
		const reports = await ctx.db
			.selectFrom('moderation.report')
			.select(['about', 'reason', 'words', 'reported', 'opened', 'decided'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of reports) yield { section: 'message-reports', row };
	},
	async forget(ctx, { id }) {
		await ctx.db
			.updateTable('moderation.report')
			.set({ copy: null })
			.where('author', '=', id)
			.where('about', '=', 'profile')
			.execute();
		for (const column of ['member', 'author', 'opened_by', 'decided_by'] as const)
			await ctx.db
				.updateTable('moderation.report')
				.set({ [column]: null })
				.where(column, '=', id)
				.execute();
		await ctx.db.deleteFrom('moderation.flag').where('member', '=', id).execute();
		await ctx.db.deleteFrom('moderation.appeal').where('member', '=', id).execute();
		await ctx.db.updateTable('moderation.appeal').set({ answered_by: null }).where('answered_by', '=', id).execute();
		await ctx.db.deleteFrom('moderation.measure').where('member', '=', id).execute();
		await ctx.db.updateTable('moderation.decision').set({ member: null }).where('member', '=', id).execute();
		for (const column of ['decided_by', 'undone_by'] as const)
			await ctx.db
				.updateTable('moderation.decision')
				.set({ [column]: null })
				.where(column, '=', id)
				.execute();
		for (const column of ['taken_by', 'lifted_by'] as const)
			await ctx.db
				.updateTable('moderation.measure')
				.set({ [column]: null })
				.where(column, '=', id)
				.execute();
	},
};
