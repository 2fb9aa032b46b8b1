import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/** Counts one comment more or less in its thread, in the running transaction; the newest activity is looked up again. */
export async function recount(ctx: Ctx, thread: number, by: 1 | -1): Promise<void> {
	await sql`
		update community.thread set comment_count = comment_count + ${by}::int, last_commented = (
			select posted from community.comment
			where thread = ${thread}::bigint and hidden is null and deleted is null
			order by id desc limit 1
		)
		where id = ${thread}::bigint`.execute(ctx.db);
}
