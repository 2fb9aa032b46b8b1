import { sql } from 'kysely';
import { memberOf } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';

/** Makes a comment the one that answers its thread, in place of another; false when it was already. */
export async function chooseAnswer(ctx: Ctx, thread: number, comment: number): Promise<boolean> {
	const { rows } = await sql`
		insert into community.answer (thread, comment, chosen, chosen_by)
		values (${thread}::bigint, ${comment}::bigint, ${ctx.now}::timestamptz, ${memberOf(ctx.actor)}::bigint)
		on conflict (thread) do update set comment = excluded.comment, chosen = excluded.chosen, chosen_by = excluded.chosen_by
		where answer.comment <> excluded.comment
		returning thread`.execute(ctx.db);
	return rows.length > 0;
}
