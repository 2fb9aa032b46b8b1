import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storePicture } from '#media/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { call as callAt, sowCaller, type Calling } from '#web/api/testing/caller.ts';

let place: TestSite;
let token: string;
beforeAll(async () => {
	place = await testSite();
	({ token } = await sowCaller(place, 'owner', ['article.write', 'picture.describe', 'picture.read']));
});
afterAll(() => place.close());

const call = (method: string, path: string, calling: Calling = {}) =>
	callAt(place, method, path, { token, ...calling });
const write = async (title: string, fields: object = {}): Promise<number> =>
	(await call('POST', '/articles', { body: { title, body: { markdown: '黑豆' }, ...fields } })).body.id;
const withOthers = (id: number) => call('GET', `/articles/${id}`).then(({ body }) => body);

it('two that are written already are linked as translations, once, and parted again', async () => {
	const [zh, en, other] = [
		await write('兩年'),
		await write('Two years', { locale: 'en' }),
		await write('Three years', { locale: 'en' }),
	];
	const link = (body: object, key = randomUUID()) =>
		call('POST', `/articles/${zh}/translations`, { body, headers: { 'idempotency-key': key } });
	const key = randomUUID();
	const linked = await link({ article: en }, key);
	expect(linked).toMatchObject({ status: 201, body: { id: en, translations: [{ id: zh, locale: 'zh-TW' }] } });
	const again = await link({ article: en }, key);
	expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([linked.body, 'true']);
	expect((await link({ article: en })).status).toBe(201);
	expect(await withOthers(zh)).toMatchObject({ translations: [{ id: en, locale: 'en' }] });

	expect(await link({ article: other })).toMatchObject({ status: 409, body: { code: 'translation.linked-already' } });
	expect(await link({ article: zh })).toMatchObject({ status: 422, body: { code: 'input.invalid' } });
	expect(await link({ article: 999_999 })).toMatchObject({ status: 404, body: { code: 'article.not-found' } });
	for (const body of [{}, { locale: 'en', article: en }])
		expect(await link(body)).toMatchObject({ status: 422, body: { code: 'input.invalid' } });

	for (let time = 0; time < 2; time++)
		expect(await call('DELETE', `/articles/${zh}/translations`)).toMatchObject({
			status: 200,
			body: { id: zh, translations: [] },
		});
	expect(await withOthers(en)).toMatchObject({ translations: [] });
	expect((await link({ article: other })).status).toBe(201);
});

it('a cover is chosen among the pictures of the text, with what stays in sight of it', async () => {
	const store = async (background: string): Promise<number> => {
		const file = sharp({ create: { width: 300, height: 200, channels: 3, background } }).png();
		return (await storePicture(place.system(), { bytes: await file.toBuffer() })).id;
	};
	const [first, second, stranger] = [await store('#111111'), await store('#555555'), await store('#999999')];
	const picture = (id: number) => ({ type: 'picture', attrs: { id } });
	const id = await write('一口缸', { body: { document: { type: 'doc', content: [first, second].map(picture) } } });
	expect(await withOthers(id)).toMatchObject({
		cover: { id: first, width: 300, height: 200, focus: { x: 50, y: 50 } },
	});

	expect(await call('PATCH', `/articles/${id}`, { body: { cover: second } })).toMatchObject({
		status: 200,
		body: { cover: { id: second } },
	});
	for (const cover of [stranger, 999_999])
		expect(await call('PATCH', `/articles/${id}`, { body: { cover } })).toMatchObject({
			status: 422,
			body: { fields: [{ path: 'cover', key: 'cover-elsewhere' }] },
		});

	expect(await call('PATCH', `/media/${second}`, { body: { focus: { x: 90, y: 10 } } })).toMatchObject({
		status: 200,
		body: { id: second, alt: '', focus: { x: 90, y: 10 } },
	});
	expect(await call('PATCH', `/media/${second}`, { body: { alt: '陶甕' } })).toMatchObject({
		body: { alt: '陶甕', focus: { x: 90, y: 10 } },
	});
	expect(await withOthers(id)).toMatchObject({ cover: { id: second, alt: '陶甕', focus: { x: 90, y: 10 } } });
	for (const focus of [{ x: 101, y: 0 }, { x: 1 }, { x: 1, y: 1, z: 1 }, null, 'middle'])
		expect((await call('PATCH', `/media/${second}`, { body: { focus } })).status).toBe(422);
	expect((await call('GET', '/media')).body.items.map((one) => one.id)).toEqual([stranger, second, first]);

	expect(await call('PATCH', `/articles/${id}`, { body: { cover: null } })).toMatchObject({
		body: { cover: { id: first } },
	});
	expect(await withOthers(await write('沒有圖'))).toMatchObject({ cover: null });
});
