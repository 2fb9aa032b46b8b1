import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayWrite } from '#content/policy.ts';

/** Whose names may stand over an article: everybody who works here, by name. */
export const listWriters = query(z.object({}), async (ctx): Promise<{ id: number; name: string }[]> => {
	authorize(ctx.actor, 'article.write', mayWrite, null);
	return ctx.db
		.selectFrom('membership.member')
		.select(['id', 'name'])
		.where('role', '!=', 'member')
		.where('suspended', 'is', null)
		.orderBy('name')
		.limit(200)
		.execute();
});
