import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { bestTimes, type BestTime, type CountedPost } from '#publishing/best-time.ts';
import { mayShare } from '#publishing/policy.ts';
import { readBrand } from '#site/server/index.ts';

/** Days that are looked back on. */
const lookedBack = 365;

/**
 * When the posts of each account were followed most, by our own count: what networks call reach is counted by each in its own way,
 * a link that was followed is counted here. Posts younger than three days and those without a link do not count.
 */
export const readBestTimes = query(z.object({}), async (ctx): Promise<Map<number, BestTime>> => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const { timeZone } = await readBrand(ctx, {});
	const { rows } = await sql<CountedPost & { account: number }>`
		select post.account, post.published, (
			select count(*)::int from insight.click
			where link = post.link and clicked between post.published and post.published + interval '3 days') as clicks
		from publishing.post
		where published between ${new Date(ctx.now.getTime() - lookedBack * 86_400_000)}
			and ${new Date(ctx.now.getTime() - 3 * 86_400_000)} and link is not null
		order by published desc limit 20000`.execute(ctx.db);
	const byAccount = Map.groupBy(rows, ({ account }) => account);
	const accounts = await ctx.db
		.selectFrom('publishing.account')
		.select('id')
		.where('disconnected', 'is', null)
		.execute();
	return new Map(accounts.map(({ id }) => [id, bestTimes(byAccount.get(id) ?? [], timeZone)]));
});
