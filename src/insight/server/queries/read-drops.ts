import { sql } from 'kysely';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { DropReason } from '#insight/drop-reason.ts';
import { mayReadBoard } from '#insight/policy.ts';
import { Period } from '#insight/server/queries/read-board.ts';

/** Hits that were not counted, of one day, reason and kind of program. */
export interface DroppedHits {
	/** `2026-11-24`, in the site's time zone. */
	day: string;
	reason: DropReason;
	/** Family of the program; '' when it does not matter. */
	agent: string;
	what: 'page' | 'click';
	hits: number;
}

/** Why hits were not counted, newest day first, at most 500 rows; and the sums by reason of the whole period. */
export const readDrops = query(Period, async (ctx, { from, to }) => {
	authorize(ctx.actor, 'insight.read', mayReadBoard, null);
	const [rows, sums] = await Promise.all([
		sql<DroppedHits>`
			select day::text, reason, agent, what, hits from insight.drop
			where day between ${from}::date and ${to}::date
			order by insight.drop.day desc, hits desc, reason, agent limit 500`.execute(ctx.db),
		sql<{ reason: DropReason; hits: number }>`
			select reason, sum(hits)::bigint as hits from insight.drop
			where day between ${from}::date and ${to}::date group by reason order by 2 desc, 1`.execute(ctx.db),
	]);
	return { rows: rows.rows, sums: sums.rows };
});
