import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';

/**
 * Posts of one account go out in the order of their times, one after the other. In front of a post stands what is not settled, was
 * to go out before it, and is under way, not begun, or kept back because the network wants the whole account to go slower or is
 * not there at all: what an outage held back leaves in its order. What waits for a reason of its own lets the others pass.
 */
const inFront: RawBuilder<boolean> = sql`front.published is null and front.failed is null and front.unconfirmed is null
	and (front.next_try is null or front.unreached is not null or front.trouble in ('rate-limited', 'quota-exhausted'))`;

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

/**
 * The network was not there for a post: it is not for those behind it either. They wait as long and say why, without knocking at the same closed
 * door one after the other.
 */
export async function waitBehind(ctx: Ctx, posts: readonly number[]): Promise<void> {
	if (!posts.length) return;
	await sql`
		update publishing.post as post set next_try = front.next_try, unreached = coalesce(post.unreached, front.unreached),
			trouble = front.trouble, trouble_details = front.trouble_details, tries = greatest(post.tries, 1)
		from publishing.post as front
		where front.id = any(${[...posts]}::bigint[]) and front.unreached is not null
			and post.account = front.account and (front.queued, front.id) < (post.queued, post.id) and post.queued <= ${ctx.now}
			and post.published is null and post.failed is null and post.unconfirmed is null and post.armed is null
			and (post.next_try is null or post.unreached is not null)`.execute(ctx.db);
}

/** The network is there again: what only waited for that may go, each in its turn. */
export async function goOnBehind(ctx: Ctx, accounts: readonly number[]): Promise<void> {
	if (!accounts.length) return;
	await sql`
		update publishing.post set next_try = null, unreached = null, trouble = null, trouble_details = null
		where account = any(${[...accounts]}::bigint[]) and unreached is not null and armed is null
			and published is null and failed is null and unconfirmed is null`.execute(ctx.db);
}

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
