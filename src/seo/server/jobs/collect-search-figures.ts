import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { searchConnected } from '#seo/events.ts';
import { comparedDays } from '#seo/search-console.ts';
import { keepSearchDay, keepSearchTotals, noteSearchTrouble } from '#seo/server/commands/keep-search-figures.ts';
import { unsealCredentials } from '#seo/server/search-console/credentials.ts';
import { openSearchConsole, SearchConsoleProblem } from '#seo/server/search-console/search-console-api.ts';
import { daysBefore, daysBetween, pacificDay } from '#seo/server/search-console/search-days.ts';

/** Days of the site's own figures that are asked for: as many as Search Console keeps (16 months). */
const totalDays = 480;
/** Days of pages and queries that are kept. */
const detailDays = 120;
/** The newest days are asked for again: what was final may still have been late. */
const againDays = 4;

/**
 * Asks Search Console every night for what it knows of the site, and at once when it is connected: the site's figures of
 * each day, then pages and queries of each day that is not known yet. A day is kept whole or not at all, so it goes on
 * where it was stopped.
 */
export const collectSearchFigures = job(
	'seo.collect-search-figures',
	{ on: [searchConnected], every: '40 10 * * *', retries: 4, pause: 600, patient: true, ahead: true },
	async (ctx) => {
		const known = await ctx.db.selectFrom('seo.search_console').selectAll().executeTakeFirst();
		if (!known) return;
		const credentials = unsealCredentials(ctx.site, known.secret);
		try {
			if (!credentials) throw new SearchConsoleProblem('revoked', 'the key cannot be opened here');
			await collect(ctx, await openSearchConsole(ctx, known.property, credentials));
		} catch (error) {
			if (!(error instanceof SearchConsoleProblem)) throw error;
			await noteSearchTrouble(ctx, { trouble: error.trouble });
			ctx.log.warn('Search Console did not answer', { trouble: error.trouble });
			// Another hour may help; a person has to help with the rest, and tomorrow it is asked again anyway.
			if (error.trouble === 'unreachable') throw error;
		}
	},
);

type Console = Awaited<ReturnType<typeof openSearchConsole>>;

async function collect(ctx: Ctx, rows: Console): Promise<void> {
	const last = daysBefore(pacificDay(ctx.now), 1);
	const days: { day: string; clicks: number; impressions: number; position: number }[] = [];
	for await (const part of rows({ startDate: daysBefore(last, totalDays), endDate: last, dimensions: ['date'] }))
		for (const { keys, clicks, impressions, position } of part)
			days.push({ day: keys[0] as string, clicks, impressions, position });
	const newest = days.reduce((most, { day }) => (day > most ? day : most), '');
	if (newest) {
		const begun = daysBefore(newest, 2 * comparedDays - 1);
		const done = await keptUntil(ctx);
		const from = done && daysBefore(done, againDays) > begun ? daysBefore(done, againDays) : begun;
		// A day without figures has no pages either.
		const shown = new Set(days.map(({ day }) => day));
		for (const day of daysBetween(from, newest).filter((one) => shown.has(one))) await collectDay(ctx, rows, day);
	}
	await keepSearchTotals(ctx, { days, forgetBefore: daysBefore(last, detailDays) });
}

/** The last day of which pages are known, whether a run brought it that ended or one that was stopped. */
async function keptUntil(ctx: Ctx): Promise<string | null> {
	const { rows } = await sql<{ day: string | null }>`select max(day)::text as day from seo.search_row`.execute(ctx.db);
	return rows[0]?.day ?? null;
}

async function collectDay(ctx: Ctx, ask: Console, day: string): Promise<void> {
	const kept: { page: string; query: string; clicks: number; impressions: number; position: number }[] = [];
	for (const dimensions of [['page'], ['page', 'query']] as const) {
		for await (const part of ask({ startDate: day, endDate: day, dimensions }))
			for (const { keys, clicks, impressions, position } of part)
				kept.push({ page: pageOf(ctx, keys[0] as string), query: keys[1] ?? '', clicks, impressions, position });
	}
	await keepSearchDay(ctx, { day, rows: kept });
}

/** An address of this site, with www or without, as its path in the product's own spelling; without the mark in the page. */
function pageOf({ site }: Ctx, address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	url.hash = '';
	const bare = (host: string): string => host.replace(/^www\./, '');
	return bare(url.host) === bare(new URL(site.url).host) ? spelled(url.pathname) + url.search : url.href;
}

/** `%e8` and `%E8` are the same letter. */
function spelled(path: string): string {
	try {
		return path
			.split('/')
			.map((part) => encodeURIComponent(decodeURIComponent(part)))
			.join('/');
	} catch {
		return path;
	}
}
