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
 * stepping in, who would still see them in front: and nobody would call. Taken before anything of a post is locked, and of
 * several accounts in the order of their numbers, so that two packets never wait for each other.
 */
export async function holdLines(ctx: Ctx, accounts: readonly number[]): Promise<void> {
	await sql`
		select pg_advisory_xact_lock(${lineLock}, account::int)
		from (select distinct account from unnest(${[...accounts]}::bigint[]) as account order by 1 offset 0) as line`.execute(
		ctx.db,
	);
}

/** The same, of the accounts of posts. */
export async function holdLinesOf(ctx: Ctx, posts: readonly number[]): Promise<void> {
	await sql`
		select pg_advisory_xact_lock(${lineLock}, account::int)
		from (select distinct account from publishing.post where id = any(${[...posts]}::bigint[]) order by 1 offset 0) as line`.execute(
		ctx.db,
	);
}

/** Names this kind of lock among others. */
const lineLock = 7311;

/** Whether it is not the turn of the row `post` yet. */
export const isBehind: RawBuilder<boolean> = sql`exists (
	select from publishing.post as front
	where front.account = post.account and (front.queued, front.id) < (post.queued, post.id) and ${inFront})`;

/** Of each account the post whose turn it is; those for which none waits are left out. */
export async function nextInLines(ctx: Ctx, accounts: readonly number[]): Promise<Map<number, number>> {
	if (!accounts.length) return new Map();
	const { rows } = await sql<{ account: number; id: number }>`
		select line.account, front.id from unnest(${[...new Set(accounts)]}::bigint[]) as line (account)
		cross join lateral (
			select id from publishing.post as front where front.account = line.account and ${inFront}
			order by queued, id limit 1) as front`.execute(ctx.db);
	return new Map(rows.map(({ account, id }) => [account, id]));
}
