import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Posts of one account go out in the order of their times, one after the other. In front of a post stands what is not settled, was
 * to go out before it, and is under way, not begun, or kept back because the network wants the whole account to go slower.
 * What waits for another reason lets the others pass.
 */
const inFront = sql`published is null and failed is null and unconfirmed is null
	and (next_try is null or trouble in ('rate-limited', 'quota-exhausted'))`;

/** Whether it is not a post's turn yet. */
export async function isBehind(ctx: Ctx, post: { id: number; account: number; queued: Date }): Promise<boolean> {
	const { rows } = await sql<{ behind: boolean }>`
		select exists (
			select from publishing.post where account = ${post.account} and (queued, id) < (${post.queued}, ${post.id}) and ${inFront}
		) as behind`.execute(ctx.db);
	return rows[0]?.behind ?? false;
}

/** The post of an account whose turn it is; null: none waits. */
export async function nextInLine(ctx: Ctx, account: number): Promise<number | null> {
	const { rows } = await sql<{ id: number }>`
		select id from publishing.post where account = ${account} and ${inFront} order by queued, id limit 1`.execute(ctx.db);
	return rows[0]?.id ?? null;
}
