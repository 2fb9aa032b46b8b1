import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { cardColumns, gatheringCards } from '#gathering/server/gathering-card.ts';

const ListGatherings = z.object({
	/** To come, the next one first; or over, the last one first. */
	which: z.enum(['coming', 'past']).default('coming'),
	limit: z.number().int().min(1).max(100).default(20),
	/** Id of the last one of the page before. */
	after: z.coerce.number().int().positive().optional(),
});

/** Published events, a page at a time. What is called off is shown until it would have been over. `next` is what `after` goes on from. */
export const listGatherings = query(ListGatherings, async (ctx, { which, limit, after }) => {
	ctx.about('events');
	const coming = which === 'coming';
	let found = ctx.db
		.selectFrom('gathering.gathering as g')
		.select(cardColumns)
		.where('g.published', 'is not', null)
		.where('g.ends', coming ? '>' : '<=', ctx.now)
		.orderBy('g.begins', coming ? 'asc' : 'desc')
		.orderBy('g.id', coming ? 'asc' : 'desc')
		.limit(limit + 1);
	if (!coming) found = found.where('g.cancelled', 'is', null);
	if (after)
		found = found.where(
			sql<boolean>`(g.begins, g.id) ${sql.raw(coming ? '>' : '<')} (select begins, id from gathering.gathering where id = ${after})`,
		);
	const rows = await found.execute();
	const items = await gatheringCards(ctx, rows.slice(0, limit));
	return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
});
