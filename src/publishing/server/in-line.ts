import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Posts of one account go out in the order of their times, one after the other. In front of a post stands what is not settled, was
 * to go out before it, and is under way, not begun, or kept back because the network wants the whole account to go slower.
 * What waits for another reason lets the others pass.
 */
const inFront: RawBuilder<boolean> = sql`front.published is null and front.failed is null and front.unconfirmed is null
	and (front.next_try is null or front.trouble in ('rate-limited', 'quota-exhausted'))`;

/**
 * One at a time steps in or out of an account's line, until its transaction ends. Else whoever is done would not see who is just
 * stepping in, who would still see them in front: and nobody would call. Taken before anything of a post is locked.
 */
export async function holdLine(ctx: Ctx, account: number): Promise<void> {
	await sql`select pg_advisory_xact_lock(${lineLock}, ${account}::int)`.execute(ctx.db);
}

/** The same, of the account of a post. */
export async function holdLineOf(ctx: Ctx, post: number): Promise<void> {
	await sql`select pg_advisory_xact_lock(${lineLock}, account::int) from publishing.post where id = ${post}`.execute(
		ctx.db,
	);
}

/** Names this kind of lock among others. */
const lineLock = 7311;

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
