import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayArrange } from '#community/policy.ts';

/** What holds for every conversation of the house, for those who arrange it. */
export const readRules = query(z.object({}), async (ctx): Promise<{ previews: boolean; tagsFrom: number }> => {
	authorize(ctx.actor, 'category.create', mayArrange, null);
	const rule = await ctx.db
		.selectFrom('community.rule')
		.select(['previews_off', 'tags_from'])
		.executeTakeFirstOrThrow();
	return { previews: rule.previews_off === null, tagsFrom: rule.tags_from };
});
