import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayArrange } from '#community/policy.ts';
import { readAdmissions } from '#community/server/admissions.ts';

/** Whom the categories name, by category, and the segments and groups that can be named; for those who arrange them. */
export const listAdmissions = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'category.create', mayArrange, null);
	const [named, segments, groups] = await Promise.all([
		readAdmissions(ctx),
		ctx.db
			.selectFrom('membership.segment')
			.select(['id', 'name'])
			.where('retired', 'is', null)
			.orderBy('name')
			.limit(100)
			.execute(),
		ctx.db.selectFrom('membership.member_group').select(['id', 'name']).orderBy('name').limit(200).execute(),
	]);
	return { named: Object.fromEntries(named), segments, groups };
});
