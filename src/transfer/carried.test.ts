import { afterAll, beforeAll, expect, it } from 'vitest';
import { inLists, leftBehind, noContent } from '#transfer/left-behind.ts';
import { listKeepsakes } from '#transfer/known-keepsakes.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

/** Columns of every table of the product. */
async function tables(): Promise<Map<string, Set<string>>> {
	const rows = await place.site.sql<{ name: string; column: string }[]>`
		select table_schema || '.' || table_name as name, column_name as column from information_schema.columns
		join information_schema.tables using (table_schema, table_name)
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
	const found = rows.filter(({ name }) => !noContent.includes(name.split('.')[0] ?? ''));
	return new Map(
		[...Map.groupBy(found, ({ name }) => name)].map(([name, of]) => [name, new Set(of.map(({ column }) => column))]),
	);
}

it('tells of every table whether its rows leave with the site, or why they stay', async () => {
	const told = [...inLists, ...Object.keys(leftBehind), ...listKeepsakes().map(({ table }) => table)];
	const there = [...(await tables()).keys()];
	expect(there.length).toBeGreaterThan(80);
	expect(there.filter((name) => !told.includes(name))).toEqual([]);
	expect(told.filter((name) => !there.includes(name))).toEqual([]);
	expect(Object.keys(leftBehind).filter((name) => inLists.includes(name))).toEqual([]);
});

it('tells of every column of what is declared whether it leaves, or why it stays', async () => {
	const columns = await tables();
	for (const { name, table, columns: leave, stays = {}, key } of listKeepsakes()) {
		const told = new Set([...Object.keys(leave), ...Object.keys(stays)]);
		const untold = [...(columns.get(table) ?? [])].filter((column) => !told.has(column));
		expect({ name, untold: '*' in stays ? [] : untold }).toEqual({ name, untold: [] });
		const gone = [...told].filter((column) => column !== '*' && !columns.get(table)?.has(column));
		expect({ name, gone }).toEqual({ name, gone: [] });
		expect(key.every((column) => column in leave)).toBe(true);
	}
});

it('lets no secret leave', () => {
	const leaving = listKeepsakes().flatMap(({ table, columns }) => Object.keys(columns).map((one) => `${table}.${one}`));
	// A digest of words that were judged, and names that a form was given, open nothing.
	const harmless = [
		...['publishing.review.digest', 'publishing.draft.key', 'publishing.follow_up.key', 'publishing.recurrence.key'],
	];
	const secrets = leaving.filter((one) => /secret|token|password|private|hash(?!tags)|digest|(?:^|[._])key$/.test(one));
	expect(secrets.filter((one) => !harmless.includes(one))).toEqual([]);
});
