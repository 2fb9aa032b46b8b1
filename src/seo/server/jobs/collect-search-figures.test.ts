import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { system, visitor, type Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	collectSearchFigures,
	connectSearchConsole,
	disconnectSearchConsole,
	readPageSearch,
	readSearchConsole,
	readSearchFigures,
} from '#seo/server/index.ts';
import { fakeProperty, fakeSearchConsole, type FakeSearchConsole } from '#testing/search-console.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let google: FakeSearchConsole;
let place: TestSite;
let owner: Actor;
let editor: Actor;
const soy = `https://soy.tw/articles/${encodeURIComponent('醬油')}`;

beforeAll(async () => {
	google = await fakeSearchConsole();
	google.clock = () => place.clock.now();
	place = await testSite({
		SEARCH_CONSOLE_URL: google.url,
		GOOGLE_TOKEN_URL: `${google.url}/token`,
		REACHABLE: '127.0.0.1',
	});
	place.site.handle.url = 'https://soy.tw';
	owner = await sowWriter(place.system(), 'owner');
	editor = await sowWriter(place.system(), 'editor');
	const { id } = await writeArticle(place.as(editor), { title: '醬油', body: fromMarkdown('內容', 'article') });
	await publishArticle(place.as(editor), { id });
	await place.runJobs();
	// 28 days of the article that stands well, then 28 in which it falls; another page is steady.
	for (let back = 58; back >= 2; back--) {
		const day = new Date(Date.parse('2026-11-23T00:00:00Z') - back * 86_400_000).toISOString().slice(0, 10);
		const late = back < 30;
		google.add({ day, page: soy, query: '手工醬油', clicks: late ? 1 : 3, impressions: 50, position: late ? 9 : 2 });
		google.add({ day, page: soy.toLowerCase(), query: '罕見的字', clicks: 0, impressions: 2, position: 4 });
		google.add({ day, page: 'https://www.soy.tw/', query: '山腳下', clicks: 2, impressions: 10, position: 1 });
	}
});
beforeEach(() => {
	google.trouble = null;
	google.allowance = Number.POSITIVE_INFINITY;
	google.asked = [];
	google.rare = 5;
	google.finalUntil = '2026-11-21';
});
afterEach(() => place.site.sql`delete from job.job`);
afterAll(async () => {
	await place.close();
	google.close();
});

const connect = (key = google.serviceKey, property = fakeProperty, actor = owner) =>
	connectSearchConsole(place.as(actor), { property, key });
const connection = () => readSearchConsole(place.as(editor), {});
const figures = () => readSearchFigures(place.as(editor), {});
/** The job of the night, as it runs when nothing stands in the queue. */
async function collect(): Promise<void> {
	await place.site.sql`delete from job.job`;
	await collectSearchFigures.run(place.system(), {});
}

it('is the owner’s to connect, and takes nothing that is no key', async () => {
	await expect(connect(google.serviceKey, fakeProperty, editor)).rejects.toMatchObject({ code: 'permission.denied' });
	await expect(readSearchFigures(place.as(visitor), {})).rejects.toMatchObject({ code: 'session.required' });
	const wrong = [
		'',
		'{}',
		'not JSON',
		google.serviceKey.replace('BEGIN PRIVATE KEY', 'BEGIN'),
		'{"type":"service_account"}',
	];
	for (const key of wrong) await expect(connect(key)).rejects.toMatchObject({ code: 'input.invalid' });
	for (const property of ['soy.tw', 'sc-domain:', 'ftp://soy.tw/', 'https://soy.tw/page'])
		await expect(connect(google.serviceKey, property)).rejects.toMatchObject({ code: 'input.invalid' });
	expect(await connection()).toBeNull();
	await collect();
	expect(google.asked).toEqual([]);
});

it('collects at once: the site’s days, then pages and queries, compared with the 28 days before', async () => {
	await connect();
	expect(await figures()).toBeNull();
	expect(await place.runJobs()).toContain('seo.collect-search-figures');
	expect(await connection()).toMatchObject({ account: 'reader@soy-project.iam.gserviceaccount.com', trouble: null });
	const report = await figures();
	// Totals are the site's own: rare queries, which rows do not tell, are in them.
	expect(report).toMatchObject({
		last: '2026-11-21',
		total: { now: { clicks: 28 * 3, impressions: 28 * 62 }, before: { clicks: 28 * 5 } },
		pages: [
			{ name: '/', now: { clicks: 56, position: 1 } },
			// One page in both spellings of its address.
			{ title: '醬油', now: { clicks: 28, impressions: 28 * 52 }, before: { clicks: 84 } },
		],
		queries: [
			{ name: '山腳下' },
			{ name: '手工醬油', now: { clicks: 28, position: 9 }, before: { clicks: 84, position: 2 } },
		],
		losing: [{ title: '醬油', reason: 'lower' }],
	});
	expect(report?.days).toHaveLength(56);
	const path = `/articles/${encodeURIComponent('醬油')}`;
	expect(await readPageSearch(place.as(editor), { path })).toMatchObject({
		page: { now: { clicks: 28 } },
		reason: 'lower',
		queries: [{ name: '手工醬油' }],
	});
	expect(await readPageSearch(place.as(editor), { path: '/nothing' })).toBeNull();
	// A key lies nowhere where it can be read.
	const rows = await place.site.sql`select row_to_json(c)::text as row from seo.search_console c
		union all select data::text from platform.event where name like 'search-console.%'`;
	expect(JSON.stringify(rows)).not.toContain('PRIVATE');
});

it('asks the next night for the newest days alone, and counts nothing twice', async () => {
	google.finalUntil = '2026-11-22';
	const before = await figures();
	google.add({ day: '2026-11-22', page: 'https://soy.tw/', query: '山腳下', clicks: 4, impressions: 10, position: 1 });
	await collect();
	await collect();
	expect(await figures()).toMatchObject({ last: '2026-11-22' });
	expect((await figures())?.days.at(-2)).toEqual(before?.days.at(-1));
	const details = google.asked.filter(({ dimensions }) => dimensions.includes('page'));
	expect(new Set(details.map(({ startDate }) => startDate)).size).toBeLessThanOrEqual(6);
});

it('reads a day with more rows than one answer holds', async () => {
	google.finalUntil = '2026-11-23';
	for (let number = 0; number < 25_001; number++)
		google.add({ day: '2026-11-23', page: soy, query: `字 ${number}`, clicks: 0, impressions: 6, position: 50 });
	place.clock.advance(24 * 3_600_000);
	await collect();
	expect(google.asked.some(({ startRow }) => startRow === 25_000)).toBe(true);
	const [count] = await place.site
		.sql`select count(*)::int as rows from seo.search_row where day = '2026-11-23' and query <> ''`;
	expect(count).toEqual({ rows: 25_001 });
});

it.each([
	['revoked', 'revoked'],
	['forbidden', 'forbidden'],
	['quota', 'quota'],
] as const)('says in a word what is wrong (%s), keeps what it has, and recovers by itself', async (what, trouble) => {
	const known = await figures();
	google.trouble = what;
	await collect();
	expect(await connection()).toMatchObject({ trouble });
	expect(await figures()).toEqual(known);
	google.trouble = null;
	await collect();
	expect(await connection()).toMatchObject({ trouble: null, troubled: null });
});

it('is stopped by a used-up allowance after a whole day, and goes on there', async () => {
	await disconnectSearchConsole(place.as(owner), {});
	await connect(google.userKey);
	google.allowance = 1 + 2 * 10 + 1;
	await collect();
	expect(await connection()).toMatchObject({ account: 'client-1', trouble: 'quota' });
	const [kept] = await place.site.sql`select count(distinct day)::int as days from seo.search_row`;
	expect(kept).toEqual({ days: 10 });
	google.allowance = Number.POSITIVE_INFINITY;
	await collect();
	expect(await connection()).toMatchObject({ trouble: null });
	expect((await figures())?.losing).toMatchObject([{ title: '醬油' }]);
});

it('tries again within the night when nothing answers', async () => {
	google.trouble = 'down';
	await expect(collect()).rejects.toThrow(/unreachable/);
	expect(await connection()).toMatchObject({ trouble: 'unreachable' });
});

it('another property begins anew; an empty one is no trouble; cut off, nothing is left', async () => {
	await connect(google.serviceKey, 'https://other.tw');
	expect(await connection()).toMatchObject({ property: 'https://other.tw/', trouble: null });
	expect(await figures()).toBeNull();
	await collect();
	expect(await connection()).toMatchObject({ trouble: 'forbidden' });
	await connect();
	google.finalUntil = '2020-01-01';
	await collect();
	expect(await connection()).toMatchObject({ trouble: null });
	expect(await figures()).toBeNull();
	await disconnectSearchConsole(place.as(owner), {});
	await disconnectSearchConsole(place.as(system), {});
	expect(await connection()).toBeNull();
});
