import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayChangeDraft, mayShare } from '#publishing/policy.ts';

/** What is said again and again, newest first; with what comes next, what was said last, and why a time was left out. */
export const listRecurrences = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const rows = await ctx.db
		.selectFrom('publishing.recurrence as recurrence')
		.selectAll('recurrence')
		.select([
			sql<number>`(select count(*)::int from publishing.recurred where recurrence = recurrence.id and words is not null)`.as(
				'times',
			),
			sql<Date | null>`(select min(due) from publishing.recurred
				where recurrence = recurrence.id and words is not null and due > ${ctx.now})`.as('planned'),
			sql<number | null>`(select draft from publishing.recurred
				where recurrence = recurrence.id and words is not null and due > ${ctx.now} order by due limit 1)`.as('draft'),
		])
		.where('recurrence.stopped', 'is', null)
		.orderBy('recurrence.id', 'desc')
		.limit(100)
		.execute();
	return rows.map((row) => ({ ...row, mayChange: mayChangeDraft(ctx.actor, row) }));
});
