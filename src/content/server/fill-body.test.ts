import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { keepProduct, listProducts, retireProduct } from '#commerce/server/index.ts';
import { productPath } from '#commerce/product.ts';
import { placedBallot } from '#community/poll-block.ts';
import { castBallot, createCategory, findPolls, hideComment, listPolls, startThread } from '#community/server/index.ts';
import { nameProductsIn } from '#content/server/name-products.ts';
import { publishArticle, readArticle, writeArticle } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { soleProduct } from '#seo/product-node.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

const soy = { sku: 'clear', name: '壺底油 <清>', price: 1_280, url: 'https://www.shop.example/clear?a=1&b=2' };
async function published(markdown: string, access: 'public' | 'members' = 'public') {
	const { id, slug } = await writeArticle(place.as(editor), {
		title: '買',
		body: fromMarkdown(markdown, 'article'),
		access,
	});
	await publishArticle(place.as(editor), { id });
	return async () => {
		const about = new Set<string>();
		const ctx = { ...place.as(), about: (...things: string[]) => things.forEach((thing) => about.add(thing)) };
		const page = await readArticle(ctx, { slug });
		if ('moved' in page) throw new Error('moved');
		return { ...page, about };
	};
}

it('shows a product as it is at this moment, and the page is about it', async () => {
	const { id } = await keepProduct(place.as(editor), soy);
	const read = await published(`前\n\n::block[product](${id})\n\n後\n\n::block[coupon](1)\n\n::block[product](9999)`);
	const first = await read();
	expect(first.html).toMatch(/^<p>前<\/p><div class="block" data-kind="product" data-id="\d+">.+<\/div><p>後<\/p>$/);
	expect(first.html).toContain('壺底油 &lt;清&gt;');
	expect(first.html).toContain('NT$1,280');
	expect(first.html).toContain(`href="/products/${id}/buy" rel="nofollow"`);
	expect(first.html).toContain(`href="${productPath(id, soy.name)}"`);
	expect(first.html).toContain('shop.example');
	expect([...first.about]).toEqual(expect.arrayContaining([`product:${id}`, 'product:9999']));

	await keepProduct(place.as(editor), { ...soy, price: 990 });
	expect((await read()).html).toContain('NT$990');
	await retireProduct(place.as(editor), { product: id });
	const last = await read();
	expect(last.html).toBe('<p>前</p><p>後</p>');
	expect(last.products).toEqual([]);
	expect((await listProducts(place.as(), {})).map((one) => one.id)).not.toContain(id);
});

it('shows nothing of what stands beyond the beginning of an article for members', async () => {
	const { id } = await keepProduct(place.as(editor), { ...soy, sku: 'dark' });
	const read = await published(`一\n\n二\n\n三\n\n四\n\n::block[product](${id})`, 'members');
	const { html, products } = await read();
	expect(html).toBe('<p>一</p><p>二</p><p>三</p>');
	expect(products).toEqual([]);
});

it('shows a poll with a ballot of each reader’s own, whatever becomes of its thread', async () => {
	const category = await createCategory(place.system(), { slug: 'polls', name: '投票' });
	const start = (more: object) =>
		startThread(place.as(editor), {
			category: category.id,
			title: '下次做 <哪一種>？',
			body: { text: '想聽聽大家怎麼說。' },
			...more,
		});
	const poll = await start({ kind: 'poll', poll: { choices: ['薄鹽', '辣味'], results: 'always' } });
	place.clock.advance(600_000);
	const other = await start({ kind: 'discussion', title: '只是聊聊而已' });
	const text = `前\n\n::block[poll](${poll.id})\n\n::block[poll](${other.id})\n\n::block[poll](99999)`;
	const read = await published(text);
	const first = await read();
	expect(first.polls).toEqual([poll.id]);
	expect(first.html).toContain(
		`<!--slot:poll-${poll.id}--><form method="post" action="/community/thread/${poll.id}/part?/ballot"`,
	);
	expect(first.html).toContain('下次做 &lt;哪一種&gt;？');
	expect(first.html).not.toContain('只是聊聊');
	expect([...first.about]).toContain(`thread:${poll.id}`);
	await castBallot(place.as(editor), { thread: poll.id, choices: [2] });
	expect((await read()).html).toContain('1 票（100%）');
	const own = (await findPolls(place.as(editor), [poll.id])).get(poll.id);
	expect(own && placedBallot(own, 'zh-TW')).toContain('value="2" checked');
	const [named = ''] = await nameProductsIn(place.as(), [
		`<div class="block" data-kind="poll" data-id="${poll.id}"></div>`,
	]);
	expect(named).toContain(`<a href="http://localhost:3000${poll.path}">下次做`);
	expect((await listPolls(place.as(editor))).map(({ id }) => id)).toEqual([poll.id]);
	await hideComment(place.system(), { id: poll.comment });
	expect((await read()).html).toBe('<p>前</p>');
	expect(await listPolls(place.as(editor))).toEqual([]);
});

it('refuses a product from those who may not, with a picture that is not there, or none at all, and changes nothing', async () => {
	const before = await listProducts(place.as(), {});
	await expect(keepProduct(place.as(), soy)).rejects.toMatchObject({ status: 401 });
	await expect(keepProduct(place.as(editor), { ...soy, sku: 'x', picture: 999 })).rejects.toMatchObject({
		code: 'picture.not-found',
	});
	await expect(retireProduct(place.as(editor), { product: 9999 })).rejects.toMatchObject({ code: 'product.not-found' });
	expect(await listProducts(place.as(), {})).toEqual(before);
});

it('tells search engines of a product only where one alone stands with its price', () => {
	const site = { siteUrl: 'https://a.example', brand: {} as never };
	const one = {
		id: 3,
		path: '/products/3-清',
		name: '清',
		price: 1_280,
		currency: 'USD',
		url: null,
		picture: null,
		stars: [],
	};
	expect(soleProduct([one], site)).toEqual([
		{
			'@type': 'Product',
			'@id': 'https://a.example/#product-3',
			name: '清',
			url: 'https://a.example/products/3-清',
			offers: { '@type': 'Offer', price: '12.80', priceCurrency: 'USD' },
		},
	]);
	for (const products of [[], [one, { ...one, id: 4 }], [{ ...one, price: null }], [{ ...one, price: 0 }]])
		expect(soleProduct(products, site)).toEqual([]);
});
