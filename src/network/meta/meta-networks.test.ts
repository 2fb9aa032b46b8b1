import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { instagramNetwork } from '#network/instagram/instagram-network.ts';
import type { Connection, Network, Outgoing, OwnAccount } from '#network/network.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import type { Usage } from '#network/usage.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import type { MetaAccount } from '#testing/meta/meta-world.ts';

const clock = handClock(new Date('2026-11-24T02:00:00Z'));
let meta: FakeMeta;
let line: DropProxy;
let ctx: Ctx;
beforeAll(async () => {
	meta = await fakeMeta(clock.now);
	line = await dropProxy(meta.url);
});
afterAll(async () => {
	await line.close();
	await meta.close();
});
beforeEach(() => {
	clock.advance(60_000);
	meta.world.faults.length = 0;
	meta.world.used = 0;
	meta.world.neverReady = false;
	line.plan = () => 'pass';
	ctx = context();
});

/** As much of the world as an adapter sees. */
const context = (more: Record<string, string> = {}): Ctx =>
	({
		now: clock.now(),
		log: silent,
		locale: 'zh-TW',
		settings: readSettings({ ...meta.settings(line.url), ...more }),
	}) as Ctx;

const picture = {
	url: 'https://soy.example/media/vat.jpg',
	type: 'image/jpeg',
	width: 1200,
	height: 900,
	bytes: 200_000,
	alt: '一口缸',
	read: () => Promise.resolve(Buffer.from('')),
};
let serial = 0;
const post = (more: Partial<Outgoing> = {}): Outgoing => ({
	text: `壺底油的故事 ${++serial} 👨‍👩‍👧‍👦`,
	link: `https://soy.example/go/code${serial}`,
	pictures: [picture],
	...more,
});
const back = 'https://soy.example/console/publishing/accounts/x/back';

describe.each<[MetaAccount['kind'], () => Network]>([
	['page', facebookNetwork],
	['instagram', instagramNetwork],
	['threads', threadsNetwork],
])('%s', (kind, make) => {
	const network = make();
	let there: MetaAccount & { token: string };
	let account: OwnAccount;
	let noted: Usage[];
	beforeAll(() => void (there = meta.add(kind, `阿雄 ${kind}`)));
	beforeEach(() => {
		there.published = 0;
		noted = [];
		account = own({ token: there.token });
	});
	const own = (connection: Connection): OwnAccount => ({
		id: there.id,
		connection,
		app: meta.world.app,
		note: (usage) => void noted.push(usage),
	});
	const send = async (one: Outgoing) => {
		const staged = one.staged ?? (await network.stage!(ctx, account, one));
		return network.publish(ctx, account, { ...one, staged }, 'key');
	};
	const staged = async (one = post()) => ({ ...one, staged: await network.stage!(ctx, account, one) });
	const connect = async (options: Parameters<FakeMeta['consent']>[1] = {}) => {
		if (network.connecting.by !== 'consent') throw new Error('another way');
		const { begin, finish } = network.connecting;
		const address = (await begin(ctx, meta.world.app, { back, state: 'our-state', verifier: 'v' })) as string;
		const { searchParams: answer } = meta.consent(address, options);
		expect(answer.get('state')).toBe('our-state');
		return finish(ctx, meta.world.app, { back, verifier: 'v', answer });
	};

	it('is connected by leave, with a token that acts and an end that is known', async () => {
		const accounts = await connect();
		const mine = accounts.find(({ id }) => id === there.id)!;
		expect(mine).toMatchObject({ name: there.name, url: expect.stringContaining('https://') as string });
		const days = (mine.expires!.getTime() - ctx.now.getTime()) / 86_400_000;
		expect(days).toBeCloseTo(kind === 'page' ? 90 : 60, 1);
		expect(await network.check(ctx, own(mine.connection))).toMatchObject({ name: there.name });
	});

	it('is not connected without leave', async () => {
		await expect(connect({ refused: true })).rejects.toMatchObject({ trouble: 'permission' });
		if (kind === 'page')
			await expect(connect({ declined: ['pages_manage_posts'] })).rejects.toMatchObject({
				trouble: 'permission',
				details: { code: 'pages_manage_posts' },
			});
	});

	it('publishes, reads back, is found again, and takes back', async () => {
		const one = post();
		const since = ctx.now;
		const ready = await staged(one);
		const published = await send(ready);
		expect(published.url).toMatch(/^https:/);
		expect(meta.posts(there.id).at(-1)).toMatchObject({ id: published.id });
		expect(await network.findPublished(ctx, account, ready, 'key', since)).toMatchObject({ id: published.id });
		expect((await network.read!(ctx, account, published.id))?.text).toContain(one.text);
		if (network.edit) {
			await network.edit(ctx, account, published.id, { ...one, text: '改過的' });
			expect((await network.read!(ctx, account, published.id))?.text).toContain('改過的');
		}
		if (network.delete) {
			await network.delete(ctx, account, published.id);
			await network.delete(ctx, account, published.id);
			expect(await network.read!(ctx, account, published.id)).toBeNull();
		}
	});

	it.each(['drop-answer', 'cut-request'] as const)(
		'knows after %s that it does not know, and then finds out',
		async (plan) => {
			const ready = await staged();
			// The last call is the one that publishes.
			let seen = 0;
			const publishing = kind === 'page' ? 1 : 2;
			line.plan = () => (++seen === publishing ? plan : 'pass');
			const before = meta.posts(there.id).length;
			await expect(send(ready)).rejects.toMatchObject({ trouble: 'unknown-outcome' });
			const found = await network.findPublished(ctx, account, ready, 'key', ctx.now);
			expect(meta.posts(there.id).length - before).toBe(plan === 'drop-answer' ? 1 : 0);
			if (plan === 'drop-answer') expect(found).toMatchObject({ id: meta.posts(there.id).at(-1)!.id });
			else expect(found).toBe('absent');
		},
	);

	it('knows that nothing was sent when nobody listens', async () => {
		const ready = await staged();
		ctx = context(Object.fromEntries(Object.keys(meta.settings()).map((env) => [env, 'http://127.0.0.1:9/x'])));
		await expect(send(ready)).rejects.toMatchObject({ trouble: 'transient' });
	});

	it.each([
		['500-before', 'unknown-outcome'],
		['500-after', 'unknown-outcome'],
		['rate-limit', 'rate-limited'],
		['expired', 'auth-expired'],
		['revoked', 'auth-revoked'],
		['permission', 'permission'],
		['restricted', 'account-restricted'],
		['version-ended', 'version-ended'],
	] as const)('on the bad day %s says %s', async (fault, trouble) => {
		const ready = await staged();
		meta.fault(fault, { match: /feed|_publish|publish$/ });
		await expect(send(ready)).rejects.toMatchObject({ trouble });
	});

	it('says what it refuses: a picture it cannot fetch, a text that is too long, a page that is gone', async () => {
		meta.fault('picture-refused', { match: /photos|media$|threads$/ });
		await expect(staged()).rejects.toMatchObject({ trouble: 'media-rejected' });
		const long = kind === 'page' ? 63_207 : kind === 'instagram' ? 2_201 : 501;
		await expect(
			(async () => send(await staged(post({ text: '字'.repeat(long), link: null }))))(),
		).rejects.toMatchObject({ trouble: 'validation' });
		there.removed = true;
		await expect(staged()).rejects.toMatchObject({ trouble: 'auth-revoked' });
		await expect(network.check(ctx, account)).rejects.toMatchObject({ trouble: 'auth-revoked' });
		there.removed = false;
	});

	it('takes down how much of its allowance is used, and when it comes back', async () => {
		meta.world.used = 95;
		await send(await staged());
		expect(noted).toContainEqual({
			scope: 'account',
			endpoint: 'pages',
			share: 0.95,
			until: new Date(ctx.now.getTime() + 30 * 60_000),
		});
	});

	it('collects what others said, oldest first, page by page, and knows our own', async () => {
		const { id } = await send(await staged());
		for (let count = 0; count < 130; count++) {
			clock.advance(1000);
			meta.comment(id, { name: '王小明', text: `第 ${count} 則` });
		}
		ctx = context();
		const first = meta.comment(id, { name: '陳小美', text: '有宅配嗎？' });
		const target = { post: id, comment: first.id };
		const answer = await network.reply!(ctx, account, target, '有的，滿千免運。', 'k');
		expect(await network.findReply!(ctx, account, target, '有的，滿千免運。', 'k', ctx.now)).toMatchObject({
			id: answer.id,
		});
		expect(await network.findReply!(ctx, account, target, '沒說過的', 'k', ctx.now)).toBe('absent');
		const all = [];
		let cursor: string | null = null;
		do {
			const part = await network.collectComments!(ctx, account, id, cursor);
			all.push(...part.comments);
			cursor = part.next;
		} while (cursor);
		expect(all.filter(({ own }) => !own).map(({ text }) => text)).toEqual([
			...Array.from({ length: 130 }, (_, count) => `第 ${count} 則`),
			'有宅配嗎？',
		]);
		expect(all.filter(({ own }) => own)).toMatchObject([{ id: answer.id, parent: first.id }]);
		const numbers = await network.readReach(ctx, account, id);
		if (kind === 'page')
			expect(numbers).toEqual({ reached: 210, views: 260, likes: 3, comments: all.length, clicks: 14 });
		else expect(numbers).toMatchObject({ views: 42, clicks: null });
	});

	it.runIf(kind === 'page')('has the other numbers where a metric has ended', async () => {
		const { id } = await send(await staged());
		for (const [gone, rest] of [
			['post_clicks', { reached: 210, views: 260, clicks: null }],
			['post_media_view', { reached: null, views: null, likes: 3, clicks: 14 }],
		] as const) {
			const value = meta.world.metrics.get(gone)!;
			meta.world.metrics.delete(gone);
			expect(await network.readReach(ctx, account, id)).toMatchObject(rest);
			meta.world.metrics.set(gone, value);
		}
	});

	it.runIf(kind !== 'instagram')('finds what others said with a link to us, as far as Meta lets it', async () => {
		const where = kind === 'page' ? 'page' : 'threads';
		const say = (text: string, more: { link?: string; tagged?: string[] } = {}) =>
			meta.say(where, { name: '阿珠', text, tagged: [there.id], ...more });
		say('太久以前的 https://soy.example/articles/old');
		clock.advance(3 * 86_400_000);
		ctx = context();
		const from = new Date(ctx.now.getTime() - 86_400_000);
		const written = say('推薦這一缸 https://soy.example/articles/vat 真的香');
		const carded = say('看這篇', { link: 'https://soy.example/articles/card' });
		if (kind === 'page') meta.say('page', { name: '阿土', text: '沒有標記 https://soy.example/a' });
		else say('別人家的 https://other.example/a');
		await send(await staged(post({ text: '我們自己的 https://soy.example/own' })));
		const find = () => network.findMentions!(ctx, account, 'soy.example', from);
		const found = await find();
		const unordered = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
		expect([...found].sort(unordered)).toMatchObject(
			[
				{ id: written.id, links: ['https://soy.example/articles/vat'], text: written.text, posted: written.made },
				{ id: carded.id, links: ['https://soy.example/articles/card'] },
			].sort(unordered),
		);
		// Who a person is, Facebook tells nobody.
		expect(found[0]!.author.name).toBe(kind === 'page' ? '' : '阿珠');
		expect(found[0]!.url).toMatch(/^https:/);
		meta.fault('permission', { match: /tagged|keyword_search/ });
		expect(await find()).toEqual([]);
		meta.fault('rate-limit', { match: /tagged|keyword_search/ });
		await expect(find()).rejects.toMatchObject({ trouble: 'rate-limited' });
		meta.world.reviewed = false;
		expect((await find()).length).toBe(kind === 'page' ? 2 : 0);
		meta.world.reviewed = true;
	});

	it('believes a call only when the app’s secret signed these very bytes', () => {
		const thing = meta.world.things.get(meta.posts(there.id).at(-1)!.id)!;
		const said = meta.comment(thing.id, { name: '小美', text: '好吃！讚😀' });
		const { raw, headers } = meta.call(there.id, said);
		expect(network.webhook!.hear(ctx, meta.world.app, headers, raw, 'w')).toEqual([
			{ account: there.id, post: thing.id },
		]);
		const forged = new Headers({ 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` });
		expect(network.webhook!.hear(ctx, meta.world.app, forged, raw, 'w')).toBeNull();
		expect(network.webhook!.hear(ctx, meta.world.app, new Headers(), raw, 'w')).toBeNull();
		expect(network.webhook!.hear(ctx, meta.world.app, headers, Buffer.concat([raw, Buffer.from(' ')]), 'w')).toBeNull();
		expect(network.webhook!.hear(ctx, { id: '1' }, headers, raw, 'w')).toBeNull();
	});

	it('answers whoever knows the word, and nobody else', () => {
		const ask = (token: string) =>
			network.webhook!.challenge(
				ctx,
				meta.world.app,
				'our-word',
				new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' }),
			);
		expect(ask('our-word')).toBe('1158201444');
		expect(ask('another')).toBeNull();
		expect(ask('')).toBeNull();
	});

	if (kind !== 'page') {
		it('waits for what is not ready, prepares anew what has expired, and publishes what is prepared once', async () => {
			meta.world.neverReady = true;
			const ready = await staged();
			await expect(send(ready)).rejects.toMatchObject({
				trouble: 'media-processing',
				until: new Date(ctx.now.getTime() + 60_000),
			});
			meta.world.neverReady = false;
			const published = await send(ready);
			const again = await send(ready);
			expect(again.id).toBe(published.id);
			const old = await staged();
			clock.advance(25 * 3_600_000);
			await expect(send(old)).rejects.toMatchObject({ trouble: 'stage-lost' });
		});

		it('is renewed while it lasts, not in its first day and not afterwards', async () => {
			const [fresh] = await connect();
			const mine = own(fresh!.connection);
			await expect(network.refresh!(ctx, mine)).rejects.toMatchObject({ trouble: 'validation' });
			clock.set(fresh!.renew!);
			ctx = context();
			const renewed = await network.refresh!(ctx, mine);
			expect(renewed.connection['token']).not.toBe(mine.connection['token']);
			expect(renewed.expires!.getTime() - ctx.now.getTime()).toBe(60 * 86_400_000);
			clock.set(new Date(fresh!.expires!.getTime() + 1000));
			await expect(network.refresh!(context(), mine)).rejects.toMatchObject({ trouble: 'auth-expired' });
			// For whoever comes after: a token of this later day.
			there = Object.assign(there, meta.add(kind, `later ${kind}`));
		});
	}
});
