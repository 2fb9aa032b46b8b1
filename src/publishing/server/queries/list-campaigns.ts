import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** The campaigns that are offered, by name. */
export const listCampaigns = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'campaign.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.campaign')
		.select('name')
		.where('retired', 'is', null)
		.orderBy('name')
		.execute();
	return rows.map(({ name }) => name);
});

/** Every label that a draft carries, by name. */
export const listLabels = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'campaign.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.draft')
		.select(sql<string>`unnest(labels)`.as('label'))
		.distinct()
		.orderBy('label')
		.limit(200)
		.execute();
	return rows.map(({ label }) => label);
});
