import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayArrange } from '#community/policy.ts';

/** What holds for every conversation of the house, for those who arrange it. */
export const readRules = query(z.object({}), async (ctx): Promise<{ previews: boolean }> => {
	authorize(ctx.actor, 'category.create', mayArrange, null);
	const rule = await ctx.db.selectFrom('community.rule').select('previews_off').executeTakeFirstOrThrow();
	return { previews: rule.previews_off === null };
});
