import { afterAll, beforeAll, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { call as callAt, sowCaller, type Calling } from '#web/api/testing/caller.ts';

let place: TestSite;
let token: string;
beforeAll(async () => {
	place = await testSite();
	({ token } = await sowCaller(place, 'editor', ['page.read', 'page.write', 'article.write', 'article.read']));
});
afterAll(() => place.close());

const call = (method: string, path: string, calling: Calling = {}) =>
	callAt(place, method, path, { token, ...calling });
const titles = async (query = ''): Promise<string[]> =>
	(await call('GET', `/pages${query}`)).body.items.map(({ title }) => title);

it('a page is written, shown, changed, moved and taken back by a program', async () => {
	const made = await call('POST', '/pages', {
		body: { title: '老廠', body: { markdown: '路的盡頭。' }, slug: 'old-works' },
	});
	expect(made).toMatchObject({
		status: 201,
		body: { slug: 'old-works', url: `${place.as().site.url}/old-works`, published: null, version: 1 },
	});
	const { id } = made.body;
	expect(await titles()).toEqual([]);
	expect(await call('PATCH', `/pages/${id}`, { body: { published: 'now' } })).toMatchObject({
		status: 200,
		body: { published: expect.any(String), version: 1 },
	});
	expect(await titles()).toEqual(['老廠']);
	expect(await call('PATCH', `/pages/${id}`, { body: { title: '老廠與新廠', slug: 'works' } })).toMatchObject({
		body: { title: '老廠與新廠', excerpt: '路的盡頭。', slug: 'works', version: 2 },
	});
	expect(await call('PATCH', `/pages/${id}`, { body: { title: '再來', version: 1 } })).toMatchObject({
		status: 409,
		body: { code: 'page.changed-meanwhile' },
	});
	expect((await call('PATCH', `/pages/${id}`, { body: { published: null } })).body).toMatchObject({ published: null });
	expect(await titles()).toEqual([]);
});

it('is refused where it cannot stand, while it is empty, and for what nobody may publish', async () => {
	const write = (fields: object) =>
		call('POST', '/pages', { body: { title: '頁', body: { markdown: '話' }, ...fields } });
	expect(await write({ slug: 'console' })).toMatchObject({ status: 409, body: { fields: [{ path: 'slug' }] } });
	expect(await write({ body: { markdown: '' }, published: 'now' })).toMatchObject({
		status: 422,
		body: { code: 'page.empty' },
	});
	expect(await write({ published: '2027-01-01T00:00:00Z' })).toMatchObject({ status: 422 });
	// Whoever may not publish it wrote nothing either: all of a call happens, or nothing.
	const [row] = await place.site.sql<{ count: number }[]>`
		select count(*)::int as count from content.page where title = '頁'`;
	expect(row?.count).toBe(0);
});

it('pages are walked to their end, and tags told with how much carries them', async () => {
	for (const title of ['甲', '乙', '丙'])
		await call('POST', '/pages', { body: { title, body: { markdown: '話' }, published: 'now' } });
	const seen: string[] = [];
	let query = '?limit=2';
	for (let step = 0; step < 5; step++) {
		const { body } = await call('GET', `/pages${query}`);
		seen.push(...body.items.map(({ title }) => title));
		if (!body.next) break;
		query = `?limit=2&cursor=${body.next}`;
	}
	expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
	await call('POST', '/articles', {
		body: { title: '缸', body: { markdown: '話' }, tags: ['釀造', 'R&D'], published: 'now' },
	});
	const { items } = (await call('GET', '/tags')).body as unknown as { items: object[] };
	expect(items).toContainEqual({ name: 'R&D', url: `${place.as().site.url}/tags/R%26D`, articles: 1, threads: 0 });
});

it('what a change does not name stays: an excerpt that somebody wrote, and one that was made follows the text', async () => {
	for (const kind of ['articles', 'pages']) {
		const write = (fields: object) =>
			call('POST', `/${kind}`, { body: { title: '兩年', body: { markdown: '黑豆與鹽。' }, ...fields } });
		const written = (await write({ excerpt: '自己寫的摘要' })).body.id;
		expect((await call('PATCH', `/${kind}/${written}`, { body: { title: '三年' } })).body).toMatchObject({
			excerpt: '自己寫的摘要',
		});
		const made = (await write({})).body.id;
		expect((await call('PATCH', `/${kind}/${made}`, { body: { body: { markdown: '水。' } } })).body).toMatchObject({
			excerpt: '水。',
		});
		expect((await call('PATCH', `/${kind}/${written}`, { body: { excerpt: '' } })).body).toMatchObject({
			excerpt: '黑豆與鹽。',
		});
	}
	const { id } = (await call('POST', '/articles', { body: { title: '長', body: { markdown: '一\n\n---\n\n二' } } }))
		.body;
	// What is for members from now on is told of in lists by its beginning alone, where nobody wrote another excerpt.
	expect((await call('PATCH', `/articles/${id}`, { body: { access: 'members' } })).body).toMatchObject({
		excerpt: '一',
	});
});
