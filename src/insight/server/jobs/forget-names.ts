import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { reaction } from '#platform/job/job.ts';

/** Visits older than names are kept lose whose they were; counted they stay. Safe to run twice. */
export const forgetNames = reaction('insight.forget-names', ['retention.reached'], async (ctx, { data }) => {
	if (typeof data['visits'] === 'string') await forget(ctx, { before: new Date(data['visits']) });
});

const forget = command(z.object({ before: z.date() }), async (ctx, { before }) => {
	await ctx.db
		.updateTable('insight.visit')
		.set({ member: null })
		.where('member', 'is not', null)
		.where('began', '<', before)
		.execute();
	await ctx.db
		.updateTable('insight.click')
		.set({ member: null })
		.where('member', 'is not', null)
		.where('clicked', '<', before)
		.execute();
});
