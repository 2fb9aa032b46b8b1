import http from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	choosePreviews,
	deleteComment,
	editComment,
	hideComment,
	postComment,
	readThread,
	renewPreviews,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let server: http.Server;
let base: string;
let writer: Extract<Actor, { kind: 'member' }>;
let thread: number;
let title = '開缸的日子';
const asked: { path: string; agent: string }[] = [];
let png: Buffer;
beforeAll(async () => {
	png = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#8a3b1e' } })
		.png()
		.toBuffer();
	server = http.createServer((request, response) => {
		asked.push({ path: request.url ?? '', agent: request.headers['user-agent'] ?? '' });
		const html = (text: string) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text);
		if (request.url === '/inside')
			return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
		if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
		if (request.url === '/pic.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end(png);
		if (request.url === '/svg') return html('<title>有圖</title><meta property="og:image" content="/evil.svg">');
		if (request.url === '/evil.svg')
			return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg onload="alert(1)"/>');
		if (request.url === '/large') return html('x'.repeat(1_500_000));
		if (request.url === '/file') return void response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF');
		return html(
			`<title>${title}</title><meta property="og:description" content="一年一次"><meta property="og:image" content="/pic.png">`,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	place = await testSite({ REACHABLE: '127.0.0.1' });
	writer = await sowMember(place.system());
});
beforeEach(async () => {
	({ id: thread } = await sowThread(place.system()));
	asked.length = 0;
});
afterAll(async () => {
	server.closeAllConnections();
	server.close();
	await place.close();
});

const say = async (text: string) => {
	place.clock.advance(61_000);
	const { id } = await postComment(place.as(writer), { thread, body: { text } });
	await place.runJobs();
	return id;
};
const card = async (id: number) =>
	(await readThread(place.as(), { thread })).comments.find((comment) => comment.id === id)?.preview ?? null;
const facts = async () =>
	(
		await place.site.sql<
			{ about: string }[]
		>`select about from platform.event where name = 'preview.found' and about = ${`thread:${thread}`}`
	).length;

it('shows what the page says, with its picture as one of ours, once it was asked; and tells the page of the thread', async () => {
	const id = await say(`看看 ${base}/story#later`);
	expect(await card(id)).toMatchObject({
		address: `${base}/story`,
		title: '開缸的日子',
		description: '一年一次',
		source: '127.0.0.1',
		picture: { src: expect.stringMatching(/^\/media\//) as string, width: expect.any(Number) as number },
	});
	expect(asked.map(({ path }) => path)).toEqual(['/story', '/pic.png']);
	expect(asked[0]?.agent).toContain('link preview');
	expect(await facts()).toBe(1);
	// What was asked lately is not asked again, whoever links there.
	expect(await card(await say(`我也看了 ${base}/story`))).toMatchObject({ title: '開缸的日子' });
	expect(asked).toHaveLength(2);
});

it('never goes inside, round in circles, or for more than it can carry; and shows nothing of what is no page', async () => {
	for (const path of ['/inside', '/loop', '/large', '/file'])
		expect(await card(await say(`這個 ${base}${path}`)), path).toBeNull();
	expect(await card(await say('裡面 http://10.0.0.1/ 的東西'))).toBeNull();
	expect(await card(await say('裡面 http://[::1]/ 的東西'))).toBeNull();
	expect(await card(await say(`圖 ${base}/svg`))).toMatchObject({ title: '有圖', picture: null });
});

it('follows the words: changed, taken away, deleted', async () => {
	const id = await say(`先看 ${base}/story`);
	await editComment(place.as(writer), { id, body: { text: `改看 ${base}/svg` } });
	await place.runJobs();
	expect(await card(id)).toMatchObject({ title: '有圖' });
	await editComment(place.as(writer), { id, body: { text: '不看了' } });
	await place.runJobs();
	expect(await card(id)).toBeNull();
	const other = await say(`再看 ${base}/story`);
	const answer = await postComment(place.system(), {
		thread,
		parent: other,
		author: writer.member,
		body: { text: '回一句' },
	});
	await hideComment(place.system(), { id: other });
	expect(JSON.stringify(await readThread(place.as(), { thread }))).not.toContain('開缸的日子');
	await deleteComment(place.as(writer), { id: other });
	const rows = await place.site.sql`select from community.comment where id = ${other} and preview is not null`;
	expect(rows).toHaveLength(0);
	expect(answer.id).toBeGreaterThan(other);
});

it('does not ask for what nobody sees', async () => {
	place.clock.advance(61_000);
	await postComment(place.system(), {
		thread,
		author: writer.member,
		body: { text: `等著 ${base}/held` },
		waits: ['links'],
	});
	await place.runJobs();
	expect(asked).toEqual([]);
});

it('is asked again after a month, and says so exactly where it says something else', async () => {
	const id = await say(`每年 ${base}/yearly`);
	const before = await facts();
	place.clock.advance(31 * 86_400_000);
	await renewPreviews.run(place.system(), {});
	expect(await facts()).toBe(before);
	title = '今年的日子';
	place.clock.advance(31 * 86_400_000);
	await renewPreviews.run(place.system(), {});
	expect(await card(id)).toMatchObject({ title: '今年的日子' });
	expect(await facts()).toBe(before + 1);
});

it('is switched off by the house: nothing is asked, and nothing shown any more', async () => {
	const id = await say(`關掉 ${base}/story`);
	expect(await card(id)).not.toBeNull();
	await expect(choosePreviews(place.as(writer), { on: false })).rejects.toMatchObject({ status: 403 });
	await choosePreviews(place.system(), { on: false });
	asked.length = 0;
	expect(await card(id)).toBeNull();
	expect(await card(await say(`沒有了 ${base}/other`))).toBeNull();
	expect(asked).toEqual([]);
	await choosePreviews(place.system(), { on: 'on' });
	expect(await card(id)).not.toBeNull();
});
