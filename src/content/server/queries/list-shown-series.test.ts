import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { keepSeries, listShownSeries, publishArticle, unpublishArticle, writeArticle } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

const write = async (title: string, series: number): Promise<number> =>
	(await writeArticle(place.as(editor), { title, body: fromMarkdown('內容', 'article'), series })).id;

it('shows series that have something published, the one that went on last first, and says what they hang on', async () => {
	const one = await keepSeries(place.as(editor), { title: '一缸豆油', description: '從頭說起' });
	const other = await keepSeries(place.as(editor), { title: '鄰居' });
	await keepSeries(place.as(editor), { title: '還沒開始' });
	const first = await write('第一篇', one.id);
	await write('草稿', one.id);
	const second = await write('隔壁', other.id);
	expect(await listShownSeries(place.as(), { limit: 4 })).toEqual([]);

	await publishArticle(place.as(editor), { id: first });
	place.clock.advance(1000);
	await publishArticle(place.as(editor), { id: second });
	const about = new Set<string>();
	const ctx = { ...place.as(), about: (...things: string[]) => things.forEach((thing) => about.add(thing)) };
	expect(await listShownSeries(ctx, { limit: 4 })).toMatchObject([
		{ title: '鄰居', articles: 1, description: '' },
		{ title: '一缸豆油', articles: 1, description: '從頭說起', cover: null },
	]);
	expect([...about]).toEqual(expect.arrayContaining(['series', 'articles', `series:${one.id}`, `series:${other.id}`]));

	await unpublishArticle(place.as(editor), { id: second });
	expect((await listShownSeries(place.as(), { limit: 4 })).map(({ title }) => title)).toEqual(['一缸豆油']);
});
