import { afterAll, beforeAll, expect, it } from 'vitest';
import '#app/proof.ts';
import '#app/reviewer.ts';
import type { Actor } from '#platform/actor.ts';
import { keepProduct, readProduct, recordOrder } from '#commerce/server/index.ts';
import { postComment, readThread } from '#community/server/index.ts';
import { chooseWatched } from '#moderation/server/index.ts';
import { sowMember } from '#community/server/sow.ts';
import { listFeedComments } from '#seo/server/index.ts';
import { productHead } from '#seo/product-head.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let buyer: Member;
let other: Member;
let thread: number;
let product: number;
beforeAll(async () => {
	place = await testSite();
	const system = place.system();
	buyer = await sowMember(system);
	other = await sowMember(system);
	await chooseWatched(system, { words: '博弈' });
	product = (await keepProduct(system, { sku: 'clear', name: '蔭油清', price: 320 })).id;
	await keepProduct(system, { sku: 'paste', name: '蔭油膏' });
	thread = (await readProduct(place.as(), { product })).thread as number;
	await postComment(place.as(buyer), {
		thread,
		body: { text: '瓶口漏了，很失望，不會再買。' },
		stars: 1,
		disclosed: 'nothing',
	});
	await postComment(place.as(other), { thread, body: { text: '我覺得還不錯' }, stars: 4, disclosed: 'sample' });
});
afterAll(() => place.close());

let event = 0;
const order = async (type: 'order.paid' | 'order.refunded', sku: string, id: string, member = buyer) => {
	const [row] = await place.site.sql<
		{ email: string }[]
	>`select email::text from membership.member where id = ${member.member}`;
	return recordOrder(place.system(), {
		event: {
			id: `evt-${++event}`,
			type,
			order: {
				id,
				email: row?.email ?? '',
				currency: 'TWD',
				total: 320,
				placed: '2026-11-01T02:00:00Z',
				items: [{ sku, name: sku, quantity: 1, amount: 320 }],
			},
		},
	} as never);
};
const bought = async () => (await readThread(place.as(), { thread })).comments.map(({ given }) => given?.bought);

it('says who bought a product as the ledger has it at the moment: later, of another one, given back', async () => {
	expect(await bought()).toEqual([false, false]);
	await order('order.paid', 'paste', 'a-1');
	expect(await bought()).toEqual([false, false]);
	await order('order.paid', 'clear', 'a-2');
	expect(await bought()).toEqual([true, false]);
	await order('order.refunded', 'clear', 'a-2');
	expect(await bought()).toEqual([false, false]);
	await order('order.paid', 'clear', 'a-3');
	expect(await bought()).toEqual([true, false]);
});

it('has a bad review read at once: few stars are no reason to wait', async () => {
	const states = (await readThread(place.as(), { thread })).comments.map(({ state }) => state);
	expect(states).toEqual(['shown', 'shown']);
});

it('tells search engines the stars that stand on the page, and whose they are', async () => {
	await postComment(place.as(await sowMember(place.system())), {
		thread,
		body: { text: '我和品牌合作' },
		stars: 5,
		disclosed: 'paid',
	});
	const talk = await readThread(place.as(), { thread });
	const shown = await readProduct(place.as(), { product });
	const head = productHead(shown, { siteUrl: 'https://a.example', brand: { locale: 'zh-TW' } as never }, [], talk);
	const node = head.nodes?.find((one) => one['@type'] === 'Product') as Record<string, unknown>;
	expect(node['aggregateRating']).toEqual({ '@type': 'AggregateRating', ratingValue: 2.5, ratingCount: 2 });
	expect(
		(node['review'] as { reviewRating: { ratingValue: number } }[]).map((one) => one.reviewRating.ratingValue),
	).toEqual([1, 4]);
	expect(shown.stars).toEqual([1, 0, 0, 1, 0]);
});

it('says the stars where a feed tells of a comment', async () => {
	const { found } = await listFeedComments(place.as(), { thread });
	const bad = found.items.find(({ html }) => html?.includes('瓶口漏了'));
	expect(bad?.html).toContain('<p>★☆☆☆☆ 1 顆星</p>');
	expect(found.items.some(({ html }) => html?.includes('★★★★☆ 4 顆星 · 免費獲得商品'))).toBe(true);
});
