import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Posts of one account go out in the order of their times, one after the other. In front of a post stands what is not settled, was
 * to go out before it, and is under way, not begun, or kept back because the network wants the whole account to go slower.
 * What waits for another reason lets the others pass.
 */
const inFront: RawBuilder<boolean> = sql`front.published is null and front.failed is null and front.unconfirmed is null
	and (front.next_try is null or front.trouble in ('rate-limited', 'quota-exhausted'))`;

/** Whether it is not the turn of the row `post` yet. */
export const isBehind: RawBuilder<boolean> = sql`exists (
	select from publishing.post as front
	where front.account = post.account and (front.queued, front.id) < (post.queued, post.id) and ${inFront})`;

/** The post of an account whose turn it is; null: none waits. */
export async function nextInLine(ctx: Ctx, account: number): Promise<number | null> {
	const { rows } = await sql<{ id: number }>`
		select id from publishing.post as front where account = ${account} and ${inFront} order by queued, id limit 1`.execute(
		ctx.db,
	);
	return rows[0]?.id ?? null;
}
