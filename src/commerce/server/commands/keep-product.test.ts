import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { findThread, listThreads, postComment, readThread } from '#community/server/index.ts';
import { sowMember } from '#community/server/sow.ts';
import { countLeaving, countLeft } from '#insight/server/index.ts';
import { productHead } from '#seo/product-head.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { productPath, productThing } from '#commerce/product.ts';
import { keepProduct, listShownProducts, readProduct, retireProduct } from '#commerce/server/index.ts';

let place: TestSite;
let editor: Ctx;
let member: () => Ctx;
beforeAll(async () => {
	place = await testSite();
	editor = place.as(await sowMember(place.system(), 'editor'));
	const joined = await sowMember(place.system());
	member = () => place.as(joined);
});
afterAll(() => place.close());

const soy = {
	name: '壺底油 清',
	price: 320,
	url: 'https://shop.example/clear',
	description: '一百八十天。\n\n沾著吃。',
};
const talkAbout = (id: number) => findThread(place.as(), { subject: productThing(id) });

it('a product has one conversation, which stands in the forum’s lists once somebody spoke', async () => {
	const { id } = await keepProduct(editor, { ...soy, sku: 'one' });
	const thread = await talkAbout(id);
	expect(thread).toMatchObject({
		title: soy.name,
		path: `/products/${id}-${encodeURIComponent('壺底油-清')}`,
		category: null,
	});
	const listed = async () => (await listThreads(place.as(), {})).items.map(({ path }) => path);
	expect(await listed()).not.toContain(thread?.path);
	await postComment(member(), { thread: thread?.id ?? 0, body: { text: '我家三個月吃完一瓶。' } });
	expect(await listed()).toContain(thread?.path);
	const page = await readThread(place.as(), { thread: thread?.id ?? 0 });
	expect(page.comments.map(({ html }) => html)).toEqual(['<p>我家三個月吃完一瓶。</p>']);
	// Fifty times at once, and again: one conversation.
	await Promise.all(Array.from({ length: 50 }, () => keepProduct(editor, { ...soy, sku: 'one' })));
	expect((await talkAbout(id))?.id).toBe(thread?.id);
	const [row] = await place.site
		.sql`select count(*)::int as count from community.thread where subject = ${productThing(id)}`;
	expect(row?.['count']).toBe(1);
});

it('under a new name its page and its conversation have another address and the same number', async () => {
	const { id } = await keepProduct(editor, { ...soy, sku: 'two' });
	const before = await talkAbout(id);
	await keepProduct(editor, { ...soy, sku: 'two', name: '壺底油 特級' });
	const read = await readProduct(place.as(), { product: id });
	expect(read).toMatchObject({
		path: productPath(id, '壺底油 特級'),
		thread: before?.id,
		description: soy.description,
	});
	expect((await talkAbout(id))?.path).toBe(read.path);
});

it('taken off, it is in no list, and what people said of it is not put away with it', async () => {
	const { id } = await keepProduct(editor, { ...soy, sku: 'three', name: '濕豆豉' });
	const { thread } = await readProduct(place.as(), { product: id });
	place.clock.advance(600_000);
	await postComment(member(), { thread: thread ?? 0, body: { text: '這批太鹹了，很失望。' } });
	await retireProduct(editor, { product: id });
	await retireProduct(editor, { product: id });
	const read = await readProduct(place.as(), { product: id });
	expect(read.retired).not.toBeNull();
	expect((await readThread(place.as(), { thread: read.thread ?? 0 })).comments).toHaveLength(1);
	expect((await listShownProducts(place.as(), {})).items.map((one) => one.id)).not.toContain(id);
	const head = productHead(read, { siteUrl: 'https://a.example', brand: { locale: 'zh-TW' } as never }, [], null);
	expect(head.indexed).toBe(false);
	expect(JSON.stringify(head.nodes)).toContain('Discontinued');
	// Written down again, it is on offer again, with all that was said.
	await keepProduct(editor, { ...soy, sku: 'three', name: '濕豆豉' });
	expect(await readProduct(place.as(), { product: id })).toMatchObject({ retired: null, thread });
});

it('lists page by page, whatever cursor is given', async () => {
	const all = (await listShownProducts(place.as(), {})).items.map(({ id }) => id);
	const first = await listShownProducts(place.as(), { limit: 1 });
	expect(first.items.map(({ id }) => id)).toEqual(all.slice(0, 1));
	expect((await listShownProducts(place.as(), { after: first.next ?? 0 })).items.map(({ id }) => id)).toEqual(
		all.slice(1),
	);
	for (const after of ['-1', 'x', '1e99', ''])
		await expect(listShownProducts(place.as(), { after })).resolves.toBeDefined();
	await expect(readProduct(place.as(), { product: 999_999 })).rejects.toMatchObject({ code: 'product.not-found' });
});

it('counts who leaves for the shop by day, and neither programs nor the house', async () => {
	const { id } = await keepProduct(editor, { ...soy, sku: 'four' });
	const thing = productThing(id);
	const person = {
		address: '203.0.113.9',
		userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
		headers: {},
		member: null,
	};
	expect(await countLeaving(place.as(), { ...person, thing })).toBe(true);
	expect(await countLeaving(place.as(), { ...person, thing })).toBe(true);
	for (const other of [
		{ userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
		{ headers: { 'sec-purpose': 'prefetch' } },
		{ member: { id: 1, staff: true } },
		{ method: 'HEAD' },
	])
		expect(await countLeaving(place.as(), { ...person, ...other, thing })).toBe(false);
	expect(await countLeft(place.as(), [thing, 'product:0'], 30)).toEqual(new Map([[thing, 2]]));
	place.clock.advance(31 * 86_400_000);
	expect(await countLeft(place.as(), [thing], 30)).toEqual(new Map());
});

it('what was written down before there were pages has its conversation, too', async () => {
	const { sql } = place.site;
	const [row] = await sql<{ id: number }[]>`
		insert into commerce.product (sku, name, created) values ('old', '老豆油', ${place.clock.now()}) returning id`;
	const id = row?.id ?? 0;
	expect((await readProduct(place.as(), { product: id })).thread).toBeNull();
	const migration = new URL(
		'../../../community/server/migrations/2026-11-27-1030-talk-under-products.sql',
		import.meta.url,
	);
	for (let times = 0; times < 2; times++) await sql.unsafe(readFileSync(migration, 'utf8'));
	const thread = await talkAbout(id);
	expect(thread).toMatchObject({ title: '老豆油', path: `/products/${id}` });
	await keepProduct(editor, { ...soy, sku: 'old', name: '老豆油' });
	expect(await talkAbout(id)).toMatchObject({ id: thread?.id, path: productPath(id, '老豆油') });
});
