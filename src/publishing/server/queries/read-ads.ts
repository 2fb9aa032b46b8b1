import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { everyNetwork, networkTitle } from '#network/known-networks.ts';
import type { AdCampaign } from '#publishing/ad-campaign.ts';
import { mayKeepAds, maySeeAds } from '#publishing/policy.ts';
import { readBrand } from '#site/server/index.ts';

const day = z.iso.date({ error: 'wrong-time' });

/**
 * What ads cost and brought on the days `from` to `to`: by campaign, and what was spent on campaigns that the house's list does not
 * name, so that nothing is left out of the sum.
 */
export const readAds = query(z.object({ from: day, to: day }), async (ctx, { from, to }) => {
	authorize(ctx.actor, 'insight.read', maySeeAds, null);
	const { timeZone } = await readBrand(ctx, {});
	const since = sql`(${from}::date::timestamp at time zone ${timeZone})`;
	const until = sql`((${to}::date + 1)::timestamp at time zone ${timeZone})`;
	const [campaigns, unnamed, links, desks] = await Promise.all([
		sql<AdCampaign>`
			with spent as (
				select campaign, currency, sum(amount)::bigint as spent, sum(shown)::bigint as shown, sum(clicks)::bigint as clicks
				from publishing.spend where campaign is not null and day between ${from}::date and ${to}::date group by 1, 2),
			followed as (
				select link.campaign, count(*)::int as followed from insight.click
				join publishing.link on link.id = click.link
				where link.campaign is not null and clicked >= ${since} and clicked < ${until} group by 1),
			joined as (
				select link.campaign, count(*)::int as members from membership.member as person
				join publishing.link on link.id = person.came_by_link
				where link.campaign is not null and person.role = 'member' and person.joined >= ${since} and person.joined < ${until} group by 1),
			bought as (
				select link.campaign, count(distinct entry."order")::int as orders from commerce.order_entry as entry
				join commerce.order as bill on bill.id = entry."order"
				join membership.member as person on person.id = bill.member and person.role = 'member'
				join publishing.link on link.id = person.came_by_link
				where link.campaign is not null and entry.transition = 'paid' and entry.occurred >= ${since} and entry.occurred < ${until} group by 1),
			named as (select campaign from spent union select campaign from followed union select campaign from joined union select campaign from bought)
			select named.campaign, spent.currency, coalesce(spent.spent, 0)::bigint as spent, spent.shown, spent.clicks,
				coalesce(followed.followed, 0) as followed, coalesce(joined.members, 0) as members, coalesce(bought.orders, 0) as orders
			from named left join spent using (campaign) left join followed using (campaign) left join joined using (campaign) left join bought using (campaign)
			order by spent.spent desc nulls last, named.campaign limit 200`.execute(ctx.db),
		sql<{ name: string; currency: string; spent: number }>`
			select campaign_name as name, currency, sum(amount)::bigint as spent from publishing.spend
			where campaign is null and day between ${from}::date and ${to}::date group by 1, 2 order by 3 desc limit 50`.execute(
			ctx.db,
		),
		ctx.db
			.selectFrom('publishing.link')
			.select(['id', 'code', 'target', 'label', 'campaign', 'created'])
			.select(sql<number>`(select count(*)::int from insight.click where link = publishing.link.id)`.as('followed'))
			.where('campaign', 'is not', null)
			.orderBy('id', 'desc')
			.limit(50)
			.execute(),
		ctx.db
			.selectFrom('publishing.ad_desk')
			.select(['network', 'name', 'currency', 'telling', 'read', 'trouble'])
			.execute(),
	]);
	const counts = await sql<{ network: string; waiting: number; told: number; dropped: number }>`
		select network, count(*) filter (where told is null and dropped is null)::int as waiting,
			count(told)::int as told, count(dropped)::int as dropped
		from publishing.conversion group by 1`.execute(ctx.db);
	return {
		campaigns: campaigns.rows,
		unnamed: unnamed.rows,
		links: links.map((link) => ({ ...link, url: `${ctx.site.url}/go/${link.code}` })),
		mayKeep: mayKeepAds(ctx.actor),
		/** Where ads may be bought, with the house's account there. */
		desks: everyNetwork().flatMap(({ name, ads }) => {
			if (!ads) return [];
			const kept = desks.find(({ network }) => network === name) ?? null;
			return [
				{
					network: name,
					title: networkTitle(ctx.locale, name),
					kept,
					told: counts.rows.find(({ network }) => network === name) ?? { waiting: 0, told: 0, dropped: 0 },
					fields: ads.fields.map(({ name: field, label, hint, secret, optional }) => ({
						name: field,
						label: label(ctx.locale),
						hint: hint?.(ctx.locale) ?? '',
						secret: secret ?? false,
						optional: optional ?? false,
					})),
				},
			];
		}),
	};
});
