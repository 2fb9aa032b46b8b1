import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Ends one topic of a subscriber, or all but some. A no is written down also where there was never a yes, since somebody
 * may have been written to because they agreed to marketing by mail. Returns the topics that were ended by it.
 */
export async function endTopics(
	ctx: Ctx,
	subscriber: number,
	which: { only: number } | { except: readonly number[] },
): Promise<number[]> {
	const topics =
		'only' in which ? sql`id = ${which.only}` : sql`id <> all(${sql.val(`{${which.except.join(',')}}`)}::bigint[])`;
	const { rows } = await sql<{ topic: number }>`
		insert into notification.subscription as s (subscriber, topic, asked, confirmed, ended)
		select ${subscriber}, id, ${ctx.now}, ${ctx.now}, ${ctx.now} from notification.topic where ${topics}
		on conflict (subscriber, topic) do update
			set ended = excluded.ended, confirmed = coalesce(s.confirmed, excluded.confirmed)
		where s.ended is null
		returning topic`.execute(ctx.db);
	return rows.map(({ topic }) => topic);
}
