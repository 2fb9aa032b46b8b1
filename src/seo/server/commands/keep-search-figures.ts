import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { searchTroubled } from '#seo/events.ts';
import { mayCollectSearch } from '#seo/policy.ts';

const figures = { clicks: z.number(), impressions: z.number(), position: z.number() };
const date = z.iso.date();

const KeepDay = z.object({
	day: date,
	rows: z.array(z.object({ page: z.string().max(4000), query: z.string().max(4000), ...figures })),
});

/** One day's pages and queries, in place of what was known of it: safe to run twice, and never half a day. */
export const keepSearchDay = command(KeepDay, async (ctx, { day, rows }) => {
	authorize(ctx.actor, 'search.collect', mayCollectSearch, null);
	await ctx.db.deleteFrom('seo.search_row').where('day', '=', day).execute();
	for (let start = 0; start < rows.length; start += 5_000) {
		const part = rows.slice(start, start + 5_000);
		// Addresses that differ in nothing that matters here are one page; its place is weighed by how often it was shown.
		await sql`
			insert into seo.search_row (day, page, query, clicks, impressions, position)
			select ${day}::date, page, query, sum(clicks), sum(impressions), sum(position * impressions) / greatest(sum(impressions), 1)
			from jsonb_to_recordset(${JSON.stringify(part)}::text::jsonb)
				as told(page text, query text, clicks int, impressions int, position double precision)
			group by page, query
			on conflict (day, page, query) do update set
				position = (search_row.position * search_row.impressions + excluded.position * excluded.impressions)
					/ greatest(search_row.impressions + excluded.impressions, 1),
				clicks = search_row.clicks + excluded.clicks,
				impressions = search_row.impressions + excluded.impressions`.execute(ctx.db);
	}
});

const KeepTotals = z.object({ days: z.array(z.object({ day: date, ...figures })), forgetBefore: date });

/** The site's own figures per day, and the end of details that are too old. The newest day is what was collected. */
export const keepSearchTotals = command(KeepTotals, async (ctx, { days, forgetBefore }) => {
	authorize(ctx.actor, 'search.collect', mayCollectSearch, null);
	await sql`
		insert into seo.search_day (day, clicks, impressions, position)
		select day, clicks, impressions, position
		from jsonb_to_recordset(${JSON.stringify(days)}::text::jsonb) as told(day date, clicks int, impressions int, position double precision)
		on conflict (day) do update set clicks = excluded.clicks, impressions = excluded.impressions, position = excluded.position`.execute(
		ctx.db,
	);
	await ctx.db.deleteFrom('seo.search_row').where('day', '<', forgetBefore).execute();
	await ctx.db
		.updateTable('seo.search_console')
		.set({ collected: sql`(select max(day) from seo.search_day)`, asked: ctx.now, trouble: null, troubled: null })
		.execute();
});

const trouble = z.enum(['revoked', 'forbidden', 'property', 'quota', 'unreachable']);

/** Search Console did not answer as asked; what was collected stays. */
export const noteSearchTrouble = command(z.object({ trouble }), async (ctx, { trouble }) => {
	authorize(ctx.actor, 'search.collect', mayCollectSearch, null);
	const known = await ctx.db.selectFrom('seo.search_console').select('trouble').forUpdate().executeTakeFirst();
	if (!known) return;
	await ctx.db
		.updateTable('seo.search_console')
		.set({ asked: ctx.now, trouble, ...(known.trouble === trouble ? {} : { troubled: ctx.now }) })
		.execute();
	if (known.trouble !== trouble) ctx.record({ name: searchTroubled, about: 'search-console', data: { trouble } });
});
