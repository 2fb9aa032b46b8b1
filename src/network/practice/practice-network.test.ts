import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { ConnectedAccount, Network, OwnAccount } from '#network/network.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, showPost, writeComment, type PracticeServer } from '#network/practice/server/index.ts';
import { setupSecret } from '#network/practice/setup-secret.ts';
import type { Ctx } from '#platform/context/context.ts';

let place: TestSite;
let server: PracticeServer;
let ctx: Ctx;
let network: Network;
let account: OwnAccount;

/** As publishing would hand it over. */
const own = ({ id, connection }: ConnectedAccount): OwnAccount => ({
	id,
	connection,
	app: null,
	note: () => undefined,
});
const connect = (name: string, key: string) =>
	network.connecting.by === 'house'
		? network.connecting.connect(ctx, { name, key }).then(own)
		: Promise.reject(new Error());

beforeAll(async () => {
	place = await testSite();
	server = await servePractice(() => place.as());
	network = practiceNetwork({ timeout: 900 });
	ctx = { ...place.system(), settings: { ...place.system().settings, practiceUrl: server.url } };
	account = await connect('山腳豆製所', 'test');
});

afterAll(async () => {
	await server.close();
	await place.close();
});

// Every test begins in a new minute, so that none meets another's rate limit.
beforeEach(() => {
	place.clock.advance(120_000);
	ctx = { ...ctx, now: place.system().now };
});

/** One raw call of the API. */
async function call(
	method: string,
	path: string,
	{ token = account.connection['token'] ?? '', key, body }: { token?: string; key?: string; body?: unknown } = {},
) {
	const response = await fetch(`${server.url}${path}`, {
		method,
		headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(key ? { 'idempotency-key': key } : {}) },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	return {
		status: response.status,
		headers: response.headers,
		body: (await response.json()) as { id?: string; error?: { code: string } },
	};
}

const fault = (kind: string, calls = 1, hold = 1800) =>
	call('POST', '/v1/faults', { body: { fault: kind, calls, hold } });
const posts = async () => (await place.site.sql`select id from practice.post`).length;

it('opens a page with followers; opened again it is the same page with a new token', async () => {
	const first = await connect('A', 'other');
	const again = await connect('B', 'other');
	expect(again.id).toBe(first.id);
	await expect(network.check(ctx, first)).rejects.toMatchObject({ trouble: 'auth-revoked' });
	expect(await network.check(ctx, again)).toMatchObject({ name: 'B', followers: 24 });
});

it('lets nobody open a page, read or write without the right secret', async () => {
	expect((await call('POST', '/v1/pages', { body: { key: 'x', name: 'x' } })).status).toBe(401);
	expect(
		(await call('POST', '/v1/pages', { token: `${setupSecret(ctx)}x`, body: { key: 'x', name: 'x' } })).status,
	).toBe(401);
	expect((await call('GET', '/v1/page', { token: '' })).status).toBe(401);
	expect((await call('GET', '/v1/page', { token: 'wrong' })).status).toBe(401);
});

it('refuses what it does not take, and changes nothing', async () => {
	const before = await posts();
	const key = 'k1';
	expect((await call('POST', '/v1/posts', { body: { text: 'x' } })).body.error?.code).toBe('practice.key-missing');
	expect((await call('POST', '/v1/posts', { key, body: { text: '' } })).status).toBe(422);
	expect((await call('POST', '/v1/posts', { key, body: { text: '字'.repeat(2001) } })).status).toBe(422);
	expect((await call('POST', '/v1/posts', { key, body: { text: 'x', link: 'javascript:alert(1)' } })).status).toBe(422);
	expect((await call('POST', '/v1/posts', { key, body: { text: 'x', page: 2 } })).status).toBe(422);
	expect((await call('POST', '/v1/posts', { key, body: { text: 'a\u0000b' } })).status).toBe(422);
	expect((await call('POST', '/v1/posts', { key, body: '{"text":' })).status).toBe(400);
	expect((await call('POST', '/v1/posts', { key, body: '["x"]' })).status).toBe(400);
	expect((await call('POST', '/v1/posts', { key, body: { text: 'x'.repeat(100_000) } })).status).toBe(413);
	expect((await call('DELETE', '/v1/posts', { key })).status).toBe(405);
	expect((await call('GET', '/v1/nowhere')).status).toBe(404);
	expect((await call('GET', '/v1/posts?limit=1000')).status).toBe(422);
	expect(await posts()).toBe(before);
});

it('takes 2,000 signs, one key for one post, and never another text for the same key', async () => {
	const text = '字'.repeat(2000);
	const first = await call('POST', '/v1/posts', { key: 'k2', body: { text } });
	const again = await call('POST', '/v1/posts', { key: 'k2', body: { text } });
	expect([first.status, again.status]).toEqual([201, 200]);
	expect(again.body.id).toBe(first.body.id);
	expect((await call('POST', '/v1/posts', { key: 'k2', body: { text: '別的' } })).status).toBe(409);
});

it('makes one post of twenty calls with one key at the same moment', async () => {
	const before = await posts();
	const ids = await Promise.all(
		Array.from({ length: 20 }, () => network.publish(ctx, account, { text: '同時', link: null }, 'k3')),
	);
	expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
	expect(await posts()).toBe(before + 1);
});

it('keeps one page out of another', async () => {
	const other = await connect('C', 'third');
	const mine = await network.publish(ctx, account, { text: '我的', link: null }, 'k4');
	expect((await call('GET', `/v1/posts/${mine.id}`, { token: other.connection['token'] ?? '' })).status).toBe(404);
	await expect(network.reply!(ctx, other, { post: mine.id, comment: null }, 'x', 'k4r')).rejects.toMatchObject({
		trouble: 'not-found',
	});
});

it('says when it is too much, and when to come back', async () => {
	for (let count = 0; count < 60; count++)
		await network.publish(ctx, account, { text: `${count}`, link: null }, `many-${count}`);
	const problem = await network
		.publish(ctx, account, { text: '61', link: null }, 'many-61')
		.catch((error: unknown) => error);
	expect(problem).toMatchObject({ trouble: 'rate-limited' });
	expect((problem as { until: Date }).until.getTime()).toBe(ctx.now.getTime() + 60_000);
	expect((await call('POST', '/v1/posts', { key: 'many-61', body: { text: '61' } })).headers.get('retry-after')).toBe(
		'60',
	);
});

it.each([
	['timeout-before', 'unknown-outcome', 'absent'],
	['error', 'unknown-outcome', 'absent'],
	['timeout-after', 'unknown-outcome', 'there'],
	['rate-limit', 'rate-limited', 'absent'],
	['token-revoked', 'auth-revoked', 'absent'],
])('on the bad day %s says %s, and the post is %s', async (kind, trouble, presence) => {
	const key = `bad-${kind}`;
	await fault(kind);
	await expect(network.publish(ctx, account, { text: kind, link: null }, key)).rejects.toMatchObject({ trouble });
	const found = await network.findPublished(ctx, account, { text: kind, link: null }, key, ctx.now);
	expect(typeof found === 'object' ? 'there' : found).toBe(presence);
	const published = await network.publish(ctx, account, { text: kind, link: null }, key);
	if (typeof found === 'object') expect(published.id).toBe(found.id);
});

it('knows that nothing was sent when nobody listens, and that reading changes nothing', async () => {
	const gone = { ...ctx, settings: { ...ctx.settings, practiceUrl: 'http://127.0.0.1:9' } };
	await expect(network.publish(gone, account, { text: 'x', link: null }, 'k5')).rejects.toMatchObject({
		trouble: 'transient',
	});
	await fault('error');
	await expect(network.readReach(ctx, account, '1')).rejects.toMatchObject({ trouble: 'transient' });
});

it('calls no address but the setting: neither one from the connection nor one that it is sent on to', async () => {
	let reached = 0;
	const trap = http.createServer((_request, response) => {
		reached++;
		response.end('{}');
	});
	await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
	const trapUrl = `http://127.0.0.1:${(trap.address() as AddressInfo).port}`;
	const sender = http.createServer((_request, response) =>
		response.writeHead(302, { location: `${trapUrl}/v1/page` }).end(),
	);
	await new Promise<void>((resolve) => sender.listen(0, '127.0.0.1', resolve));

	await network.check(ctx, {
		...account,
		connection: { ...account.connection, url: trapUrl, base: trapUrl, practiceUrl: trapUrl },
	});
	const sent = {
		...ctx,
		settings: { ...ctx.settings, practiceUrl: `http://127.0.0.1:${(sender.address() as AddressInfo).port}` },
	};
	await expect(network.check(sent, account)).rejects.toMatchObject({ trouble: 'transient' });
	await expect(network.readReach(ctx, account, '../../v1/faults?x=')).rejects.toMatchObject({
		trouble: 'not-found',
	});
	expect(reached).toBe(0);
	trap.close();
	sender.close();
});

it('counts reach, views and likes truly, and lets followers do the same thing every time', async () => {
	const { id } = await network.publish(ctx, account, { text: '看看', link: null }, 'seen');
	expect(await network.readReach(ctx, account, id)).toMatchObject({ reached: 0, views: 0, likes: 0, comments: 0 });
	const first = await showPost(ctx, { post: Number(id) });
	const second = await showPost(ctx, { post: Number(id) });
	const numbers = await network.readReach(ctx, account, id);
	const rows = await place.site.sql`select follower from practice.sighting where post = ${id}`;
	expect(numbers.reached).toBe(rows.length);
	expect(numbers.views).toBe(first.seen + second.seen);
	expect(first).toEqual({ seen: 14, liked: 1 });
	expect(numbers.likes).toBeGreaterThanOrEqual(first.liked);
});

it('tells comments page by page, oldest first, and which are our own', async () => {
	const { id } = await network.publish(ctx, account, { text: '聊聊', link: null }, 'talk');
	const [speaker] = await place.site.sql<{ follower: number; page: number }[]>`
		select f.id as follower, f.page from practice.follower f join practice.post p on p.page = f.page where p.id = ${id} order by f.id limit 1`;
	const { follower, page } = speaker!;
	for (let count = 0; count < 60; count++)
		await writeComment(ctx, { page, post: Number(id), follower, text: `第 ${count} 則` });
	const first = await network.collectComments!(ctx, account, id, null);
	expect(first.comments).toHaveLength(50);
	const target = { post: id, comment: first.comments[0]!.id };
	const answer = await network.reply!(ctx, account, target, '謝謝', 'reply-1');
	expect(await network.reply!(ctx, account, target, '謝謝', 'reply-1')).toEqual(answer);
	expect(await network.findReply!(ctx, account, target, '謝謝', 'reply-1', ctx.now)).toEqual(answer);
	expect(await network.findReply!(ctx, account, target, '謝謝', 'never', ctx.now)).toBe('absent');
	const second = await network.collectComments!(ctx, account, id, first.next);
	expect(second.next).toBeNull();
	const all = [...first.comments, ...second.comments];
	expect(all.map(({ text }) => text)).toEqual([...Array.from({ length: 60 }, (_, count) => `第 ${count} 則`), '謝謝']);
	expect(all.filter(({ own }) => own)).toMatchObject([{ id: answer.id, parent: target.comment }]);
	expect(all[0]!.author.name).not.toBe('');
});
