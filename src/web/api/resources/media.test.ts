import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureLimits } from '#media/picture-limits.ts';
import { spoolFolder } from '#platform/spool.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { call as callAt, sowCaller, type Calling } from '#web/api/testing/caller.ts';

let place: TestSite;
let token: string;
beforeAll(async () => {
	place = await testSite();
	({ token } = await sowCaller(place, 'author', ['picture.upload', 'article.write']));
});
afterAll(() => place.close());

const call = (method: string, path: string, calling: Calling = {}) =>
	callAt(place, method, path, { token, ...calling });
const drawn = (background: string): Promise<Buffer> =>
	sharp({ create: { width: 900, height: 600, channels: 3, background } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'nobody' }, IFD3: { GPSLatitudeRef: 'N' } })
		.toBuffer();
function form(bytes: Uint8Array | string, fields: Record<string, string> = {}, field = 'file'): FormData {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.set(name, value);
	made.set(field, new Blob([bytes as BlobPart]), '甕.jpg');
	return made;
}
const pictures = async (): Promise<number> =>
	(await place.site.sql<{ count: number }[]>`select count(*)::int as count from media.picture`)[0]!.count;
/** What lies on this machine's disk of things that were sent. */
const lying = (): string[] => {
	const folder = spoolFolder(place.system().settings.data);
	return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a picture that a program sends', () => {
	it('stands in the library with what was said of it, once for the same bytes', async () => {
		const bytes = await drawn('#5a2a12');
		const made = await call('POST', '/media', { body: form(bytes, { alt: '一口缸', caption: '老廠' }) });
		expect(made).toMatchObject({ status: 201, body: { alt: '一口缸', caption: '老廠', width: 900, height: 600 } });
		expect(made.body.url).toMatch(/^http:\/\/localhost[^/]*\/media\/[\w-]+\.jpg$/);
		const again = await call('POST', '/media', { body: form(bytes, { alt: '別的話' }) });
		expect(again).toMatchObject({ status: 201, body: { id: made.body.id, alt: '一口缸' } });
		// What nobody had said yet is taken from whoever says it.
		const silent = await call('POST', '/media', { body: form(await drawn('#112233')) });
		expect(silent.body).toMatchObject({ alt: '', caption: '' });
		const said = await call('POST', '/media', { body: form(await drawn('#112233'), { alt: '夜裡' }) });
		expect(said.body).toMatchObject({ id: silent.body.id, alt: '夜裡' });
		expect(lying()).toEqual([]);
	});

	it('with a key is taken once and answered the same; the same key with another picture keeps nothing', async () => {
		const headers = { 'idempotency-key': randomUUID() };
		const first = await call('POST', '/media', { headers, body: form(await drawn('#998877'), { alt: '缸蓋' }) });
		const before = await pictures();
		const again = await call('POST', '/media', { headers, body: form(await drawn('#998877'), { alt: '缸蓋' }) });
		expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([201, first.body, 'true']);
		const other = await call('POST', '/media', { headers, body: form(await drawn('#000001'), { alt: '缸蓋' }) });
		expect(other).toMatchObject({ status: 422, body: { code: 'call.key-reused' } });
		expect([await pictures(), lying()]).toEqual([before, []]);
	});

	it('and that is none, or too much, is refused with a reason, and nothing of it stays', async () => {
		const before = await pictures();
		const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		const bytes = await drawn('#5a2a12');
		for (const [body, status, code] of [
			[form(svg), 422, 'picture.svg'],
			[form('no picture at all'), 422, 'picture.wrong-type'],
			[form(bytes.subarray(0, bytes.length / 2)), 422, 'picture.broken'],
			[form(Buffer.alloc(pictureLimits.bytes + 1)), 413, 'upload.too-large'],
			[form(bytes, {}, 'picture'), 422, 'upload.missing'],
			[form(bytes, { alt: 'x'.repeat(501) }), 422, 'input.invalid'],
			[form(bytes, { uploader: '1' }), 422, 'input.invalid'],
			[{ file: 'words' }, 415, 'status.415'],
		] as const)
			expect({ code, answered: await call('POST', '/media', { body }) }).toMatchObject({
				answered: { status, body: { code, title: expect.not.stringContaining(code) as string } },
			});
		expect([await pictures(), lying()]).toEqual([before, []]);
	});

	it('whoever may send none is stopped before a byte is read', async () => {
		const { token: weak } = await sowCaller(place, 'member', ['*']);
		let asked = 0;
		const raw = new ReadableStream<Uint8Array>({
			pull(controller) {
				asked++;
				controller.enqueue(new Uint8Array(1000));
			},
		});
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		expect(await call('POST', '/media', { token: weak, raw, headers })).toMatchObject({
			status: 403,
			body: { code: 'permission.denied' },
		});
		// A stream is filled by one piece before anybody reads it.
		expect(asked).toBeLessThanOrEqual(1);
	});
});

describe('an article that names a picture of this house by its address', () => {
	it.each([
		['in Markdown', (src: string) => ({ markdown: `開缸了。\n\n![](${src})` })],
		['in HTML', (src: string) => ({ html: `<p>開缸了。</p><figure><img src="${src}"></figure>` })],
	])('%s has it in every size, as its cover, and in use', async (_how, body) => {
		const { body: picture } = await call('POST', '/media', { body: form(await drawn('#5a2a12'), { alt: '一口缸' }) });
		for (const src of [picture.url, new URL(picture.url).pathname]) {
			const made = await call('POST', '/articles', { body: { title: '開缸', body: body(src), published: 'now' } });
			expect(made).toMatchObject({ status: 201, body: { cover: { id: picture.id } } });
			const [row] = await place.site.sql<{ body_html: string }[]>`
				select body_html from content.article where id = ${made.body.id}`;
			expect(row?.body_html).toMatch(/<source[^>]+image\/webp[\s\S]+<img[^>]+alt="一口缸"[^>]*>/);
			expect(row?.body_html).toContain('width="900"');
			const uses = await place.site.sql`
				select picture from media.picture_use where thing = ${`article:${made.body.id}`}`;
			expect(uses.map((use) => Number(use['picture']))).toEqual([picture.id]);
		}
	});

	it('is what it was when its text comes back as Markdown from a form without scripts', async () => {
		const { body: picture } = await call('POST', '/media', { body: form(await drawn('#5a2a12')) });
		const src = new URL(picture.url).pathname;
		const { body } = await call('POST', '/articles', {
			body: { title: '不存在的', body: { markdown: `![](${src}) ![](/media/nothing-320.jpg)` } },
		});
		const read = (await call('GET', `/articles/${body.id}`)).body as unknown as { body: { document: object } };
		expect(JSON.stringify(read.body.document)).toContain(`"id":${picture.id}`);
		expect(JSON.stringify(read.body.document)).toContain('"src":"/media/nothing-320.jpg"');
	});
});
