import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { openThread } from '#community/server/index.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { instagramNetwork } from '#network/instagram/instagram-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import {
	beginConsent,
	connectByToken,
	collectHinted,
	collectPost,
	confirmPost,
	deliverPost,
	disconnectAccount,
	finishConsent,
	hearNetwork,
	keepAccounts,
	keepApp,
	keepPosts,
	listAccounts,
	listAttempts,
	listExpiring,
	meetNetwork,
	openAccount,
	readNetwork,
	readPost,
	retryPost,
	shareArticle,
	takeOffer,
} from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let meta: FakeMeta;
let editor: Actor & { kind: 'member' };
let author: Actor & { kind: 'member' };
let article: number;
const day = 86_400_000;

beforeAll(async () => {
	meta = await fakeMeta(() => place.clock.now());
	place = await testSite(meta.settings());
	offerNetworks([facebookNetwork(), instagramNetwork(), threadsNetwork(), handNetwork()]);
	const { sql } = place.site;
	editor = await sowMember(sql, '林佳穎', 'editor');
	author = await sowMember(sql, '王小明', 'author');
	article = await sowArticle(sql, editor.member, { slug: 'vat', title: '一口缸', published: place.clock.now() });
	const { id } = await openThread(place.system(), {
		subject: `article:${article}`,
		title: '一口缸',
		path: '/articles/vat',
	});
	await sql`update content.article set thread = ${id} where id = ${article}`;
});
afterAll(async () => {
	await place.close();
	await meta.close();
});
beforeEach(() => {
	meta.world.faults.length = 0;
	meta.world.used = 0;
	place.clock.advance(3_600_000);
});

const { app } = { app: () => ({ ...meta.world.app }) };
/** Goes the whole way of somebody who connects. */
async function connect(network: string, actor: Actor = editor, options: Parameters<FakeMeta['consent']>[1] = {}) {
	await keepApp(place.as(actor), { network, given: app() });
	const { url } = await beginConsent(place.as(actor), { network });
	return finishConsent(place.as(actor), { network, answer: meta.consent(url, options).searchParams });
}
const accounts = async () => (await listAccounts(place.as(editor), {})).accounts;
const accountOf = async (network: string) => (await accounts()).find((one) => one.network === network)!.id;
let serial = 0;
const share = async (network: string) => {
	const text = `今天的故事 ${++serial}`;
	const { post } = await shareArticle(place.as(editor), { article, account: await accountOf(network), text });
	return post;
};
const read = (post: number) => readPost(place.as(editor), { id: post });
const later = async (minutes: number) => {
	place.clock.advance(minutes * 60_000);
	await keepPosts.run(place.system(), {});
};
const facts = async (name: string) =>
	(await place.site.sql`select about from platform.event where name = ${name}`).length;

describe('connecting', () => {
	it('takes one page at once, of several the one that is chosen, and shows no secret', async () => {
		const first = meta.add('page', '阿雄醬油');
		expect(await connect('facebook')).toEqual({ connected: 1 });
		const second = meta.add('page', '阿雄的第二家');
		expect(await connect('facebook')).toEqual({ connected: 0 });
		const page = await readNetwork(place.as(editor), { network: 'facebook' });
		expect(page.offers.map(({ name }) => name)).toEqual([first.name, second.name]);
		expect(page).toMatchObject({ hasApp: true, calls: { url: 'http://localhost:3000/webhooks/facebook' } });
		expect(JSON.stringify(page)).not.toContain(meta.world.app.secret);
		await takeOffer(place.as(editor), { offer: page.offers[1]!.id });
		await expect(takeOffer(place.as(editor), { offer: page.offers[1]!.id })).rejects.toMatchObject({ status: 404 });
		await expect(takeOffer(place.as(author), { offer: page.offers[0]!.id })).rejects.toMatchObject({ status: 403 });
		expect((await accounts()).map(({ name }) => name)).toEqual([first.name, second.name]);
		// Connected once more, it is the same account.
		await connect('facebook');
		const again = await readNetwork(place.as(editor), { network: 'facebook' });
		await takeOffer(place.as(editor), { offer: again.offers[0]!.id });
		expect(await accounts()).toHaveLength(2);
		const [row] = await place.site.sql<{ secret: string }[]>`select secret from publishing.account limit 1`;
		expect(row!.secret).not.toContain('EAA');
		await disconnectAccount(place.as(editor), {
			account: (await accounts()).find(({ name }) => name === second.name)!.id,
		});
		second.removed = true;
		expect(await accounts()).toHaveLength(1);
		await place.runJobs();
		// What is wanted there is asked for: to be called.
		expect(first.subscribed).toContain('feed');
	});

	it('lets nobody come back on somebody else’s way, late, or without leave', async () => {
		const { url } = await beginConsent(place.as(editor), { network: 'facebook' });
		const other = await sowMember(place.site.sql, '另一位', 'editor');
		const back = meta.consent(url).searchParams;
		const lost = { code: 'network.way-lost' };
		await expect(finishConsent(place.as(other), { network: 'facebook', answer: back })).rejects.toMatchObject(lost);
		await expect(finishConsent(place.as(editor), { network: 'threads', answer: back })).rejects.toMatchObject({
			code: 'network.unknown',
		});
		const forged = new URLSearchParams({ code: back.get('code')!, state: `${back.get('state')!.slice(0, -4)}AAAA` });
		await expect(finishConsent(place.as(editor), { network: 'facebook', answer: forged })).rejects.toMatchObject(lost);
		place.clock.advance(16 * 60_000);
		await expect(finishConsent(place.as(editor), { network: 'facebook', answer: back })).rejects.toMatchObject(lost);
		await expect(connect('facebook', editor, { refused: true })).rejects.toMatchObject({ code: 'network.refused' });
		await expect(connect('facebook', editor, { declined: ['pages_manage_posts'] })).rejects.toMatchObject({
			code: 'network.refused',
		});
		await expect(beginConsent(place.as(author), { network: 'facebook' })).rejects.toMatchObject({ status: 403 });
		await expect(keepApp(place.as(author), { network: 'facebook', given: app() })).rejects.toMatchObject({
			status: 403,
		});
		await expect(keepApp(place.as(editor), { network: 'threads', given: { id: 'x' } })).rejects.toMatchObject({
			details: {
				fields: [
					{ path: 'id', key: 'not-right' },
					{ path: 'secret', key: 'missing' },
				],
			},
		});
	});

	it('says so when the network does not answer, and has changed nothing', async () => {
		const before = await accounts();
		meta.fault('500-before', { times: 5, match: /oauth/ });
		await expect(connect('facebook')).rejects.toMatchObject({ code: 'network.failed', status: 502 });
		expect(await accounts()).toEqual(before);
	});
});

describe('what is said there', () => {
	let post: number;
	let there: string;
	let page: string;
	const home = async () =>
		(
			await place.site.sql<{ body_text: string }[]>`
			select body_text from community.comment where origin_network = 'facebook' and deleted is null order by id`
		)
			.map((row) => row.body_text)
			.sort();
	const hear = (call: { raw: Buffer; headers: Headers }) =>
		hearNetwork(place.as(), { network: 'facebook', headers: call.headers, raw: call.raw });
	beforeAll(async () => {
		post = await share('facebook');
		await place.runJobs();
		page = [...meta.world.accounts.values()].find(({ removed }) => !removed)!.id;
		there = meta.posts(page).at(-1)!.id;
	});

	it('is home when the network has called, once, however often, late and in disorder it calls', async () => {
		const first = meta.comment(there, { name: '王小明', text: '請問有開嗎？' });
		const second = meta.comment(there, { name: '陳小美', text: '有宅配嗎？😀' });
		expect(await hear(meta.call(page, second))).toEqual({ heard: 1 });
		expect(await hear(meta.call(page, second))).toEqual({ heard: 0 });
		await place.runJobs();
		expect(await home()).toEqual(['有宅配嗎？😀', '請問有開嗎？']);
		await hear(meta.call(page, first));
		await hear(meta.call(page, first, 'edited'));
		await place.runJobs();
		expect(await home()).toHaveLength(2);
		expect(await facts('comment.collected')).toBe(2);
	});

	it('is not believed without a signature, and asks nobody', async () => {
		const said = meta.comment(there, { name: '路人', text: '還沒被叫到' });
		const { raw } = meta.call(page, said);
		meta.calls.length = 0;
		const forged = new Headers({ 'x-hub-signature-256': `sha256=${'ab'.repeat(32)}` });
		await expect(hear({ raw, headers: forged })).rejects.toMatchObject({ code: 'network.unsigned', status: 401 });
		await expect(hear({ raw, headers: new Headers() })).rejects.toMatchObject({ status: 401 });
		await expect(hearNetwork(place.as(), { network: 'threads', headers: forged, raw })).rejects.toMatchObject({
			status: 404,
		});
		await expect(hearNetwork(place.as(), { network: 'nowhere', headers: forged, raw })).rejects.toMatchObject({
			status: 404,
		});
		await place.runJobs();
		expect(meta.calls).toEqual([]);
		const { calls } = await readNetwork(place.as(editor), { network: 'facebook' });
		const asked = (word: string) =>
			meetNetwork(place.as(), {
				network: 'facebook',
				asked: new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '42' }),
			});
		expect(await asked(calls!.word)).toBe('42');
		await expect(asked('x')).rejects.toMatchObject({ status: 404 });
	});

	it('leaves here when it has left there', async () => {
		await collectPost(place.system(), post);
		await place.runJobs();
		expect(await home()).toHaveLength(3);
		const gone = [...meta.world.things.values()].find(({ text }) => text === '有宅配嗎？😀')!;
		meta.remove(gone.id);
		await hear(meta.call(page, gone, 'remove'));
		await place.runJobs();
		expect(await home()).toEqual(['請問有開嗎？', '還沒被叫到'].sort());
		expect(JSON.stringify(await place.site.sql`select * from publishing.comment`)).not.toContain('有宅配嗎');
		expect(JSON.stringify(await place.site.sql`select * from inbox.conversation`)).not.toContain('有宅配嗎');
		expect(await facts('comment.withdrawn')).toBe(1);
		await collectPost(place.system(), post);
		expect(await facts('comment.withdrawn')).toBe(1);
	});

	it('is looked for again after moments when the look met a bad one', async () => {
		const said = meta.comment(there, { name: '阿德', text: '網路斷了一下' });
		meta.fault('500-before', { match: /comments/ });
		await hear(meta.call(page, said));
		// As the queue does: what fails comes back.
		await expect(collectHinted.run(place.system(), { post })).rejects.toMatchObject({ trouble: 'transient' });
		expect(await home()).not.toContain('網路斷了一下');
		await collectHinted.run(place.system(), { post });
		await place.runJobs();
		expect(await home()).toContain('網路斷了一下');
		// A token that was taken back is no bad moment, and is not tried again and again.
		meta.fault('permission', { match: /comments/ });
		await collectHinted.run(place.system(), { post });
	});

	it('stays when somebody else brought it home while we looked', async () => {
		const [row] = await place.site.sql`select external_id from publishing.post where id = ${post}`;
		const slow = facebookNetwork();
		let late = 0;
		offerNetworks([
			{
				...slow,
				async collectComments(...asked) {
					const part = await slow.collectComments!(...asked);
					// Our list is read; another look sees what was said just now, and is done before us.
					if (!late++) {
						meta.comment(String(row!['external_id']), { name: '小芳', text: '剛剛說的' });
						await collectPost(place.system(), post);
					}
					return part;
				},
			},
			instagramNetwork(),
			threadsNetwork(),
			handNetwork(),
		]);
		await collectPost(place.system(), post);
		await place.runJobs();
		expect(await home()).toContain('剛剛說的');
		offerNetworks([facebookNetwork(), instagramNetwork(), threadsNetwork(), handNetwork()]);
		await collectPost(place.system(), post);
		await place.runJobs();
		expect(await home()).toContain('剛剛說的');
	});
});

describe('a connection', () => {
	it('that was taken back stops what goes out, says so, and goes on once it is connected again', async () => {
		const post = await share('facebook');
		meta.fault('revoked', { match: /feed/ });
		await place.runJobs();
		expect(await read(post)).toMatchObject({ state: 'failed', trouble: 'auth-revoked' });
		expect((await listAttempts(place.as(editor), { post })).map(({ kind, trouble }) => [kind, trouble])).toEqual([
			['failed', 'auth-revoked'],
		]);
		expect((await listExpiring(place.as(editor), {})).accounts).toMatchObject([{ network: 'facebook', days: null }]);
		await connect('facebook');
		await retryPost(place.as(editor), { post });
		await place.runJobs();
		expect((await read(post)).state).toBe('published');
		expect((await listExpiring(place.as(editor), {})).accounts).toEqual([]);
	});

	it('that ends is told fourteen, seven and one day before, once each', async () => {
		const account = await accountOf('facebook');
		const [row] = await place.site.sql<
			{ expires: Date }[]
		>`select expires from publishing.account where id = ${account}`;
		const told = async (days: number) => {
			place.clock.set(new Date(row!.expires.getTime() - days * day + 1000));
			await keepAccounts.run(place.system(), {});
			await keepAccounts.run(place.system(), {});
			return facts('account.expiring');
		};
		expect([await told(20), await told(14), await told(10), await told(7), await told(2), await told(1)]).toEqual([
			0, 1, 1, 2, 2, 3,
		]);
		expect((await listExpiring(place.as(editor), {})).accounts).toMatchObject([{ days: 1 }]);
		place.clock.set(new Date(row!.expires.getTime() + 1000));
		await keepAccounts.run(place.system(), {});
		expect((await accounts())[0]).toMatchObject({ trouble: 'auth-revoked' });
		await connect('facebook');
	});

	it('that can be renewed is, by one of many at once, and what comes back is kept', async () => {
		meta.add('threads', '阿雄');
		await connect('threads');
		const account = await accountOf('threads');
		const before = (await openAccount(place.system(), account)).account.connection['token'];
		place.clock.advance(31 * day);
		meta.calls.length = 0;
		const opened = await Promise.all(Array.from({ length: 5 }, () => openAccount(place.system(), account)));
		expect(meta.calls.filter((call) => call.includes('refresh'))).toHaveLength(1);
		const after = (await openAccount(place.system(), account)).account.connection['token'];
		expect(after).not.toBe(before);
		for (const { account: own } of opened) expect([before, after]).toContain(own.connection['token']);
		const post = await share('threads');
		await place.runJobs();
		expect((await read(post)).state).toBe('published');
	});
});

describe('an allowance', () => {
	it('that is nearly used holds posts back until it is given back, and looking earlier', async () => {
		await share('facebook');
		meta.world.used = 92;
		await place.runJobs();
		meta.world.used = 0;
		const held = await share('facebook');
		meta.calls.length = 0;
		await place.runJobs();
		expect(meta.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
		expect((await read(held)).nextTry!.getTime()).toBeGreaterThan(place.clock.now().getTime());
		await later(31);
		expect((await read(held)).state).toBe('published');
	});

	it('that is used up is waited for, not begged from', async () => {
		const post = await share('facebook');
		meta.fault('rate-limit', { match: /feed/ });
		await place.runJobs();
		expect(await read(post)).toMatchObject({ state: 'waiting', trouble: 'rate-limited' });
		await later(1);
		expect((await read(post)).state).toBe('waiting');
		await later(20);
		expect((await read(post)).state).toBe('published');
	});

	it('that is used up by looking is left alone for a day, unless the network itself calls', async () => {
		const post = await share('facebook');
		await place.runJobs();
		const next = async () =>
			(
				await place.site.sql<{ next: Date }[]>`select next_collect as next from publishing.post where id = ${post}`
			)[0]!.next.getTime() - place.clock.now().getTime();
		meta.fault('rate-limit', { match: /^GET/ });
		expect(await collectPost(place.system(), post)).toMatchObject({ trouble: 'rate-limited', until: null });
		expect(await next()).toBe(86_400_000);
		// As when it has called: what it gives then sets the pace again.
		place.clock.advance(3_600_000);
		expect(await collectPost(place.system(), post)).toBeNull();
		expect(await next()).toBe(30 * 60_000);
	});

	it('keeps the whole line of an account back, and lets it go on in its order, however often it is asked to go slower', async () => {
		const line = [await share('facebook'), await share('facebook'), await share('facebook')];
		const page = [...meta.world.accounts.values()].find(({ kind, removed }) => kind === 'page' && !removed)!.id;
		const before = meta.posts(page).length;
		for (let round = 0; round < 45; round++) {
			meta.fault('rate-limit', { match: /feed/ });
			const calls = meta.calls.filter((call) => /POST .*feed$/.test(call)).length;
			// The last comes first, and has to wait for its turn.
			for (const post of line.toReversed()) await deliverPost.run(place.system(), { post });
			expect(meta.calls.filter((call) => /POST .*feed$/.test(call)).length - calls).toBe(1);
			place.clock.advance(3_600_000);
		}
		expect(await read(line[0]!)).toMatchObject({ state: 'waiting', trouble: 'rate-limited' });
		await deliverPost.run(place.system(), { post: line[0]! });
		// Whoever is done calls the next one.
		await place.runJobs();
		const said = meta.posts(page).slice(before);
		const texts = await Promise.all(line.map(async (post) => (await read(post)).text));
		expect(said.map(({ text }) => text)).toEqual(texts);
	});
});

describe('a post', () => {
	it('is refused before it is queued where the network would refuse it', async () => {
		meta.add('instagram', '阿雄');
		await connect('instagram');
		await expect(share('instagram')).rejects.toMatchObject({ details: { fields: [{ key: 'picture-missing' }] } });
		const account = await accountOf('threads');
		const long = (text: string) => shareArticle(place.as(editor), { article, account, text });
		await expect(long('字'.repeat(480))).rejects.toMatchObject({
			details: { fields: [{ path: 'text', key: 'too-long' }] },
		});
		await expect(long('👨‍👩‍👧‍👦'.repeat(20))).rejects.toMatchObject({ details: { fields: [{ key: 'too-long' }] } });
		await expect(long('長'.repeat(60_000))).rejects.toMatchObject({ details: { fields: [{ key: 'too-long' }] } });
		const links = Array.from({ length: 5 }, (_, n) => `https://a.tw/${n}`).join(' ');
		await expect(long(links)).rejects.toMatchObject({ details: { fields: [{ key: 'too-many-addresses' }] } });
		await long('سلام مرحبا 你好');
		await place.runJobs();
		expect(
			meta.posts([...meta.world.accounts.values()].find(({ kind }) => kind === 'threads')!.id).at(-1)!.text,
		).toContain('سلام مرحبا 你好');
	});

	it('by hand waits for a person, who says where it stands', async () => {
		await connectByToken(place.as(editor), {
			network: 'hand',
			given: { name: 'Dcard 美食板', url: 'https://www.dcard.tw/f/food' },
		});
		await expect(connectByToken(place.as(editor), { network: 'hand', given: { name: '' } })).rejects.toMatchObject({
			details: { fields: [{ path: 'name', key: 'missing' }] },
		});
		const post = await share('hand');
		await place.runJobs();
		const waiting = await read(post);
		expect(waiting).toMatchObject({ state: 'unconfirmed', trouble: 'by-hand' });
		expect(waiting.goesOut).toContain(waiting.link!.url);
		await expect(confirmPost(place.as(editor), { post, url: 'javascript:alert(1)' })).rejects.toMatchObject({
			code: 'input.invalid',
		});
		await confirmPost(place.as(editor), { post, url: 'https://www.dcard.tw/f/food/p/1' });
		expect(await read(post)).toMatchObject({ state: 'published', url: 'https://www.dcard.tw/f/food/p/1' });
		await deliverPost.run(place.system(), { post });
		expect((await read(post)).state).toBe('published');
	});

	it('of a version that has ended says so, and was not sent', async () => {
		const post = await share('facebook');
		meta.fault('version-ended', { match: /feed/ });
		await place.runJobs();
		expect(await read(post)).toMatchObject({ state: 'failed', trouble: 'version-ended' });
	});

	it('waits through a day on which its network is down', async () => {
		const post = await share('threads');
		meta.fault('500-before', { times: 400, match: /\/th\// });
		await place.runJobs();
		for (let hour = 0; hour < 26; hour++) await later(60);
		expect((await read(post)).state).toBe('waiting');
		meta.world.faults.length = 0;
		await later(61);
		expect((await read(post)).state).toBe('published');
	});
});
