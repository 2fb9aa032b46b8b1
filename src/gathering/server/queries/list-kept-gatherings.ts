import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayKeepDoor } from '#gathering/policy.ts';

/** Events as the console lists them, drafts too, the latest to begin first. `next` is what `before` goes on from, or null. */
export const listKeptGatherings = query(
	z.object({
		before: z.coerce.number().int().positive().optional(),
		limit: z.number().int().min(1).max(100).default(30),
	}),
	async (ctx, { before, limit }) => {
		authorize(ctx.actor, 'event.list', mayKeepDoor, null);
		let found = ctx.db
			.selectFrom('gathering.gathering as g')
			.select(['g.id', 'g.slug', 'g.title', 'g.locale', 'g.place', 'g.begins', 'g.ends', 'g.capacity', 'g.taken'])
			.select(['g.published', 'g.cancelled'])
			.select([
				sql<number>`(select count(*)::int from gathering.ticket t where t.gathering = g.id and t.cancelled is null and t.seated is null)`.as(
					'waiting',
				),
				sql<number>`(select count(*)::int from gathering.ticket t where t.gathering = g.id and t.checked_in is not null)`.as(
					'came',
				),
			])
			.orderBy('g.begins', 'desc')
			.orderBy('g.id', 'desc')
			.limit(limit + 1);
		if (before)
			found = found.where(
				sql<boolean>`(g.begins, g.id) < (select begins, id from gathering.gathering where id = ${before})`,
			);
		const rows = await found.execute();
		const items = rows.slice(0, limit);
		return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
	},
);
