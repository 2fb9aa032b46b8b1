import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { maySuppress } from '#notification/policy.ts';

const Page = z.object({
	q: z.string().trim().max(200).default(''),
	/** How many are passed over. */
	from: z.coerce.number().int().min(0).max(1_000_000).default(0),
	limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Addresses that get no mailing, newest first. `next` is what `from` goes on with, or null. */
export const listSuppressed = query(Page, async (ctx, { q, from, limit }) => {
	authorize(ctx.actor, 'suppression.list', maySuppress, null);
	let found = ctx.db
		.selectFrom('notification.suppression as suppression')
		.leftJoin('membership.member as member', 'member.id', 'suppression.added_by')
		.select(['suppression.email', 'suppression.reason', 'suppression.note', 'suppression.since'])
		.select('member.name as by')
		.orderBy('suppression.since', 'desc')
		.orderBy('suppression.email')
		.offset(from)
		.limit(limit + 1);
	if (q) found = found.where(sql<boolean>`strpos(suppression.email::text, ${q.toLowerCase()}) > 0`);
	const rows = await found.execute();
	return { items: rows.slice(0, limit), next: rows.length > limit ? from + limit : null };
});
