import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { blueskyNetwork } from '#network/bluesky/bluesky-network.ts';
import { facetsOf } from '#network/bluesky/facets.ts';
import { newTid, tidOf, timeOfTid } from '#network/bluesky/tid.ts';
import type { OwnAccount, Outgoing } from '#network/network.ts';
import type { Usage } from '#network/usage.ts';
import { blueskyServer, devEnvFolder, wholeNetwork, type BlueskyServer } from '#testing/bluesky/bluesky-server.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';

describe('keys of records', () => {
	it('are thirteen signs in order of time, and tell it', () => {
		const now = new Date('2026-11-24T02:00:00.123Z');
		const [first, second] = [newTid(now), newTid(new Date(now.getTime() + 1))];
		expect(first).toMatch(/^[234567abcdefghij][2-7a-z]{12}$/);
		expect(first < second).toBe(true);
		expect(timeOfTid(first)).toEqual(now);
		for (const words of ['a', 'b', '字'.repeat(100)]) expect(tidOf(words)).toMatch(/^[234567abcdefghij][2-7a-z]{12}$/);
		expect(tidOf('a')).toBe(tidOf('a'));
		expect(tidOf('a')).not.toBe(tidOf('b'));
	});
});

describe('what leads somewhere', () => {
	const parts = (text: string) =>
		facetsOf(text).map(({ index: { byteStart, byteEnd } }) =>
			Buffer.from(text).subarray(byteStart, byteEnd).toString(),
		);
	it.each([
		['豆漿https://soy.tw/a。好喝', ['https://soy.tw/a']],
		['👨‍👩‍👧‍👦 #豆漿 #1 #a1，＃醬油', ['#豆漿', '#a1', '＃醬油']],
		['（https://soy.tw/x?y=1）', ['https://soy.tw/x?y=1']],
		['a#b https://soy.tw/#c', ['https://soy.tw/#c']],
		['沒有', []],
	])('%s', (text, expected) => expect(parts(text)).toEqual(expected));
});

const folder = devEnvFolder();
describe.skipIf(!folder)('on a real server', () => {
	let server: BlueskyServer;
	let line: DropProxy;
	let ctx: Ctx;
	let account: OwnAccount;
	let noted: Usage[];
	const network = blueskyNetwork();
	const connect = (given: Record<string, string>) =>
		network.connecting.by === 'token'
			? network.connecting.connect(ctx, given)
			: Promise.reject(new Error('another way'));

	beforeAll(async () => {
		server = await blueskyServer(folder!);
		line = await dropProxy(server.url);
		ctx = {
			now: new Date(),
			log: silent,
			locale: 'zh-TW',
			settings: readSettings({ BLUESKY_URL: line.url }),
		} as Ctx;
		const { handle, password } = server.accounts[0]!;
		const [own] = await connect({ handle: `@${handle}`, password });
		account = { id: own!.id, connection: own!.connection, app: null, note: (usage) => void noted.push(usage) };
	}, 60_000);
	afterAll(async () => {
		await line?.close();
		await server?.close();
	});
	beforeEach(() => {
		line.plan = () => 'pass';
		noted = [];
	});
	let serial = 0;
	const post = async (more: Partial<Outgoing> = {}): Promise<Outgoing> => {
		const one = {
			text: `壺底油 ${++serial} https://soy.tw/go/x #醬油`,
			link: 'https://soy.tw/go/x',
			card: { title: '一口缸', text: '' },
			...more,
		};
		return { ...one, staged: await network.stage!(ctx, account, one) };
	};
	const raw = async (rkey: string) =>
		(await (
			await fetch(
				`${server.url}/xrpc/com.atproto.repo.getRecord?repo=${account.id}&collection=app.bsky.feed.post&rkey=${rkey}`,
			)
		).json()) as {
			cid?: string;
			value?: { embed: { $type: string }; facets: unknown[] };
		};

	it('signs in with an app password, keeps no password, and refuses a wrong one', async () => {
		const { handle, password } = server.accounts[0]!;
		expect(JSON.stringify(account)).not.toContain(password);
		await expect(connect({ handle, password: 'wrong-password' })).rejects.toMatchObject({ trouble: 'auth-revoked' });
		const garbage = { ...account, connection: { ...account.connection, access: 'x.y.z' } };
		await expect(network.publish(ctx, garbage, await post(), 'k')).rejects.toMatchObject({ trouble: 'auth-revoked' });
		expect(await network.check(ctx, account)).toMatchObject({ name: handle });
	});

	it('is renewed, and goes on with the new key', async () => {
		const { connection, renew } = await network.refresh!(ctx, account);
		expect(connection['refresh']).not.toBe(account.connection['refresh']);
		expect(renew!.getTime()).toBeGreaterThan(ctx.now.getTime());
		account = { ...account, connection };
		expect(await network.publish(ctx, account, await post(), 'k')).toHaveProperty('id');
	});

	it('publishes with a card, a picture or neither; twice is once', async () => {
		const one = await post();
		const first = await network.publish(ctx, account, one, 'k');
		const before = await raw(one.staged!);
		expect(await network.publish(ctx, account, one, 'k')).toEqual(first);
		expect((await raw(one.staged!)).cid).toBe(before.cid);
		expect(before.value!.embed.$type).toBe('app.bsky.embed.external');
		expect(before.value!.facets).toHaveLength(2);
		const png = Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64',
		);
		const picture = {
			url: '',
			type: 'image/png',
			width: 1,
			height: 1,
			bytes: png.length,
			alt: '缸',
			read: () => Promise.resolve(png),
		};
		const pictured = await post({ text: '有圖', pictures: [picture] });
		const { id } = await network.publish(ctx, account, pictured, 'k');
		expect((await raw(pictured.staged!)).value!.embed.$type).toBe('app.bsky.embed.images');
		expect((await network.read!(ctx, account, id))!.text).toBe('有圖\n\nhttps://soy.tw/go/x');
		expect(noted.length).toBeGreaterThanOrEqual(0);
	});

	it('names people so that they hear of it, and whom nobody knows by a word', async () => {
		const { handle } = server.accounts[1] ?? server.accounts[0]!;
		const one = await post({ text: `謝謝 @${handle} 和 @nobody.invalid`, link: null });
		await network.publish(ctx, account, one, 'k');
		const { facets } = (await raw(one.staged!)).value!;
		const did = expect.stringMatching(/^did:plc:/) as string;
		expect(facets).toMatchObject([{ features: [{ $type: 'app.bsky.richtext.facet#mention', did }] }]);
		expect(facets).toHaveLength(1);
	});

	it('takes 300 signs and not 301', async () => {
		await network.publish(ctx, account, await post({ text: '字'.repeat(300), link: null }), 'k');
		await network.publish(ctx, account, await post({ text: '👨‍👩‍👧‍👦'.repeat(100), link: null }), 'k');
		await expect(
			network.publish(ctx, account, await post({ text: '字'.repeat(301), link: null }), 'k'),
		).rejects.toMatchObject({
			trouble: 'validation',
		});
	});

	it.each(['drop-answer', 'cut-request'] as const)(
		'after %s is sent again under its key, and is there once',
		async (plan) => {
			const one = await post();
			line.plan = () => plan;
			await expect(network.publish(ctx, account, one, 'k')).rejects.toMatchObject({ trouble: 'unknown-outcome' });
			line.plan = () => 'pass';
			const found = await network.findPublished(ctx, account, one, 'k', ctx.now);
			expect(typeof found).toBe(plan === 'drop-answer' ? 'object' : 'string');
			expect((await network.publish(ctx, account, one, 'k')).id).toContain(one.staged);
		},
	);

	it('collects, answers once, and takes back', async () => {
		const { id } = await network.publish(ctx, account, await post(), 'k');
		const { handle, password, did } = server.accounts[1]!;
		const [fan] = await connect({ handle, password });
		const theirs: OwnAccount = { id: did, connection: fan!.connection, app: null, note: () => undefined };
		const said = await network.reply!(ctx, theirs, { post: id, comment: null }, '有宅配嗎？😀', 'fan-1');
		const target = { post: id, comment: said.id };
		line.plan = (() => {
			let calls = 0;
			// Two looks at what is answered, then the answer itself.
			return () => (++calls === 3 ? 'drop-answer' : 'pass');
		})();
		await expect(network.reply!(ctx, account, target, '有的！', 'own-1')).rejects.toMatchObject({
			trouble: 'unknown-outcome',
		});
		expect(await network.findReply!(ctx, account, target, '有的！', 'own-1', ctx.now)).toHaveProperty('id');
		await network.reply!(ctx, account, target, '有的！', 'own-1');
		const { comments } = await network.collectComments!(ctx, account, id, null);
		expect(comments.map(({ text, own, parent }) => [text, own, parent])).toEqual([
			['有宅配嗎？😀', false, null],
			['有的！', true, said.id],
		]);
		expect(await network.readReach(ctx, account, id)).toMatchObject({ comments: 1 });
		await network.delete!(ctx, account, id);
		await network.delete!(ctx, account, id);
		expect(await network.read!(ctx, account, id)).toBeNull();
	});

	it.runIf(wholeNetwork())('finds what others said with a link to us, and knows when it is gone', async () => {
		const { handle, password, did } = server.accounts[1]!;
		const [fan] = await connect({ handle, password });
		const theirs: OwnAccount = { id: did, connection: fan!.connection, app: null, note: () => undefined };
		const say = async (text: string, as = theirs) => {
			const one = await post({ text, link: null });
			return network.publish(ctx, as, one, 'k');
		};
		const found = () => network.findMentions!(ctx, account, 'soy.tw:443', new Date(ctx.now.getTime() - 86_400_000));
		const there = await say('這一缸真好 https://soy.tw/articles/vat 推薦😀');
		await say('別人家的 https://other.tw/articles/vat');
		await say('我們自己的 https://soy.tw/articles/vat', account);
		expect(await found()).toMatchObject([
			{ id: there.id, links: ['https://soy.tw/articles/vat'], text: '這一缸真好 https://soy.tw/articles/vat 推薦😀' },
		]);
		expect(await network.read!(ctx, account, there.id)).toMatchObject({ id: there.id });
		await network.delete!(ctx, theirs, there.id);
		expect(await found()).toEqual([]);
		expect(await network.read!(ctx, account, there.id)).toBeNull();
	});
});
