import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { AdCost } from '#publishing/ad-campaign.ts';
import { maySeeAds } from '#publishing/policy.ts';
import { readBrand } from '#site/server/index.ts';

const day = z.iso.date({ error: 'wrong-time' });

/** What all ads together cost on the days `from` to `to`, and who joined by them: of each currency, the dearest first. */
export const readAdCost = query(z.object({ from: day, to: day }), async (ctx, { from, to }): Promise<AdCost[]> => {
	authorize(ctx.actor, 'insight.read', maySeeAds, null);
	const { timeZone } = await readBrand(ctx, {});
	const since = sql`(${from}::date::timestamp at time zone ${timeZone})`;
	const until = sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`;
	const { rows } = await sql<AdCost>`
		with spent as (
			select currency, sum(amount)::bigint as spent, array_agg(distinct campaign) filter (where campaign is not null) as campaigns
			from publishing.spend where day between ${from}::date and ${to}::date group by 1)
		select spent.currency, spent.spent, (
			select count(*)::int from membership.member as person join publishing.link on link.id = person.came_by_link
			where link.campaign = any(spent.campaigns) and person.role = 'member'
				and person.joined >= ${since} and person.joined < ${until}) as members
		from spent where spent.spent > 0 order by spent.spent desc`.execute(ctx.db);
	return rows;
});
