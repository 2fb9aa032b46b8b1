import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '#platform/database/connect.ts';

/**
 * True for a thread (`t`, its reader's row `r` beside it) that a member did not mute: neither by itself nor, where they said nothing
 * of it, by its category or one of its tags (see the view `leaning`). What is muted is found once per statement, not per row.
 */
export const unmuted = (sql: Sql, member: number): PendingQuery<Row[]> => sql`(case
	when r.level is not null then r.level <> 'mute'
	else coalesce(t.category <> all (array(select f.category from community.following f where f.member = ${member} and f.level = 'mute')), true)
		and not t.tags && array(select f.tag from community.tag_following f where f.member = ${member} and f.level = 'mute')
end)`;
