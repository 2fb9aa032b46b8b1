import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { comparedDays, lossOf } from '#seo/search-console.ts';
import type { ComparedRow, PageSearch, SearchedPage, SearchReport } from '#seo/search-report.ts';
import { mayReadFound } from '#seo/policy.ts';

interface Raw {
	name: string;
	now_clicks: number;
	now_impressions: number;
	now_position: number;
	before_clicks: number;
	before_impressions: number;
	before_position: number;
}

/** Sums of both spans; a place is weighed by how often it was shown there. `recent` is a condition on the day. */
const sums = (last: string) => {
	const recent = sql`day > ${last}::date - ${comparedDays}::int`;
	const span = (which: typeof recent, name: string) => sql`
		coalesce(sum(clicks) filter (where ${which}), 0)::int as ${sql.ref(`${name}_clicks`)},
		coalesce(sum(impressions) filter (where ${which}), 0)::int as ${sql.ref(`${name}_impressions`)},
		coalesce(sum(position * impressions) filter (where ${which}) / nullif(sum(impressions) filter (where ${which}), 0), 0)::float8
			as ${sql.ref(`${name}_position`)}`;
	return sql`${span(recent, 'now')}, ${span(sql`not ${recent}`, 'before')}`;
};
const spans = (last: string) => sql`day > ${last}::date - ${2 * comparedDays}::int and day <= ${last}::date`;

const compared = (row: Raw): ComparedRow => ({
	name: row.name,
	now: { clicks: row.now_clicks, impressions: row.now_impressions, position: row.now_position },
	before: { clicks: row.before_clicks, impressions: row.before_impressions, position: row.before_position },
});

async function lastDay(ctx: Ctx): Promise<string | null> {
	const { rows } = await sql<{ day: string | null }>`select max(day)::text as day from seo.search_day`.execute(ctx.db);
	return rows[0]?.day ?? null;
}

/** How the site is found, from the days that are known; null while none is. */
export const readSearchFigures = query(z.object({}), async (ctx): Promise<SearchReport | null> => {
	authorize(ctx.actor, 'seo.read', mayReadFound, null);
	const last = await lastDay(ctx);
	if (!last) return null;
	const [total, days, queries, pages] = await Promise.all([
		sql<Raw>`select '' as name, ${sums(last)} from seo.search_day where ${spans(last)}`.execute(ctx.db),
		sql<{ day: string; clicks: number; impressions: number }>`
			select series::date::text as day, coalesce(clicks, 0) as clicks, coalesce(impressions, 0) as impressions
			from generate_series(${last}::date - ${2 * comparedDays - 1}::int, ${last}::date, interval '1 day') as series
			left join seo.search_day on day = series::date order by series`.execute(ctx.db),
		sql<Raw>`
			select query as name, ${sums(last)} from seo.search_row where query <> '' and ${spans(last)}
			group by query having sum(impressions) filter (where day > ${last}::date - ${comparedDays}::int) > 0
			order by now_clicks desc, now_impressions desc, query limit 25`.execute(ctx.db),
		sql<Raw>`
			select page as name, ${sums(last)} from seo.search_row where query = '' and ${spans(last)}
			group by page order by now_clicks desc, now_impressions desc, page limit 2000`.execute(ctx.db),
	]);
	const all = pages.rows.map(compared);
	const losing = all.flatMap((page) => {
		const reason = lossOf(page);
		return reason ? [{ ...page, reason }] : [];
	});
	losing.sort((one, other) => other.before.clicks - other.now.clicks - (one.before.clicks - one.now.clicks));
	const shown = all.filter(({ now }) => now.impressions > 0).slice(0, 25);
	const titles = await titlesOf(
		ctx,
		[...shown, ...losing.slice(0, 10)].map(({ name }) => name),
	);
	const titled = <Row extends ComparedRow>(row: Row): Row & SearchedPage => ({ ...row, ...titleOf(titles, row.name) });
	return {
		last,
		total: compared(total.rows[0] as Raw),
		days: days.rows,
		queries: queries.rows.map(compared),
		pages: shown.map(titled),
		losing: losing.slice(0, 10).map(titled),
	};
});

/** How one page is found and by what words; null while nothing is known of it. */
export const readPageSearch = query(
	z.object({ path: z.string().max(2000) }),
	async (ctx, { path }): Promise<PageSearch | null> => {
		authorize(ctx.actor, 'seo.read', mayReadFound, null);
		const last = await lastDay(ctx);
		if (!last) return null;
		const [own, queries] = await Promise.all([
			sql<Raw>`select ${path} as name, ${sums(last)} from seo.search_row where page = ${path} and query = '' and ${spans(last)}`.execute(
				ctx.db,
			),
			sql<Raw>`
			select query as name, ${sums(last)} from seo.search_row where page = ${path} and query <> '' and ${spans(last)}
			group by query order by now_impressions desc, now_clicks desc, query limit 10`.execute(ctx.db),
		]);
		const page = compared(own.rows[0] as Raw);
		if (page.now.impressions + page.before.impressions === 0) return null;
		return {
			last,
			page,
			reason: lossOf(page),
			queries: queries.rows.map(compared).filter(({ now }) => now.impressions > 0),
		};
	},
);

/** The titles of those pages that are articles of today; the others are called by their path. */
async function titlesOf(ctx: Ctx, pages: readonly string[]): Promise<Map<string, { id: number; title: string }>> {
	const slugs = new Map(
		pages.flatMap((page) => {
			const slug = /^\/articles\/([^/?]+)$/.exec(page)?.[1];
			return slug ? [[decoded(slug), page] as const] : [];
		}),
	);
	if (!slugs.size) return new Map();
	const rows = await ctx.db
		.selectFrom('content.article')
		.select(['id', 'slug', 'title'])
		.where('slug', 'in', [...slugs.keys()])
		.execute();
	return new Map(rows.map(({ id, slug, title }) => [slugs.get(slug) as string, { id, title }]));
}

const titleOf = (titles: Map<string, { id: number; title: string }>, page: string) => {
	const found = titles.get(page);
	return { title: found?.title ?? decoded(page), article: found?.id ?? null };
};

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
