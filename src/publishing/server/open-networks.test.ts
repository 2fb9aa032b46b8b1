import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { mastodonNetwork } from '#network/mastodon/mastodon-network.ts';
import { plurkNetwork } from '#network/plurk/plurk-network.ts';
import { telegramNetwork } from '#network/telegram/telegram-network.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import { xNetwork } from '#network/x/x-network.ts';
import { youtubeNetwork } from '#network/youtube/youtube-network.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import {
	beginConsent,
	checkAccount,
	collectPost,
	confirmPost,
	connectByToken,
	deliverPost,
	findMentions,
	finishConsent,
	hearNetwork,
	keepApp,
	keepDraft,
	collectPosts,
	listAccounts,
	openAccount,
	readComposer,
	readNetwork,
	readPost,
	shareArticle,
} from '#publishing/server/index.ts';
import { pinterestNetwork } from '#network/pinterest/pinterest-network.ts';
import { readSettings } from '#platform/settings.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { fakeMastodon, type FakeMastodon } from '#testing/mastodon/fake-mastodon.ts';
import { fakeMeta } from '#testing/meta/fake-meta.ts';
import { fakePinterest } from '#testing/pinterest/fake-pinterest.ts';
import { fakePlurk, type FakePlurk } from '#testing/plurk/fake-plurk.ts';
import { fakeTelegram, type FakeTelegram } from '#testing/telegram/fake-telegram.ts';
import { fakeX, type FakeX } from '#testing/x/fake-x.ts';
import { fakeYoutube, type FakeYoutube } from '#testing/youtube/fake-youtube.ts';
import { answerConversation, listConversations, readConversation } from '#inbox/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let mastodon: FakeMastodon;
let telegram: FakeTelegram;
let x: FakeX;
let plurk: FakePlurk;
let youtube: FakeYoutube;
let editor: Actor & { kind: 'member' };
let article: number;

beforeAll(async () => {
	const now = (): Date => place.clock.now();
	mastodon = await fakeMastodon(now);
	telegram = await fakeTelegram(now);
	x = await fakeX(now);
	plurk = await fakePlurk(now);
	youtube = await fakeYoutube(now);
	place = await testSite({
		...mastodon.settings(),
		...telegram.settings(),
		...x.settings(),
		...plurk.settings(),
		...youtube.settings(),
		PUBLIC_URL: 'https://soy.example',
	});
	offerNetworks([mastodonNetwork(), telegramNetwork(), xNetwork(), plurkNetwork(), youtubeNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	article = await sowArticle(place.site.sql, editor.member, { slug: 'vat', title: '一口缸', published: now() });
});
afterAll(async () => {
	await place.close();
	await mastodon.close();
	await telegram.close();
	await x.close();
	await plurk.close();
	await youtube.close();
});
const share = (account: number, text: string) => shareArticle(place.as(editor), { article, account, text });
const accountsOf = async (network: string) =>
	(await listAccounts(place.as(editor), {})).accounts.filter((one) => one.network === network);

it('a server makes its app by itself, and an account has the rules of its server', async () => {
	const connect = async () => {
		await keepApp(place.as(editor), { network: 'mastodon', given: { server: '' } });
		const { url } = await beginConsent(place.as(editor), { network: 'mastodon' });
		return finishConsent(place.as(editor), { network: 'mastodon', answer: mastodon.consent!(url).searchParams });
	};
	mastodon.most = 700;
	expect(await connect()).toEqual({ connected: 1 });
	expect(await connect()).toEqual({ connected: 1 });
	const [account, ...more] = await accountsOf('mastodon');
	expect(more).toEqual([]);
	expect(account!.limit!.most).toBe(700);
	const { post } = await share(account!.id, '字'.repeat(670));
	await expect(share(account!.id, '字'.repeat(680))).rejects.toMatchObject({
		details: { fields: [{ path: 'text', key: 'too-long' }] },
	});
	await deliverPost.run(place.system(), { post });
	expect(await readPost(place.as(editor), { id: post })).toMatchObject({ state: 'published' });
	// The server changes its mind: the next look says so.
	mastodon.most = 300;
	await checkAccount(place.as(editor), { account: account!.id });
	await expect(share(account!.id, '字'.repeat(400))).rejects.toMatchObject({ code: 'input.invalid' });
	mastodon.most = 500;
	const page = await readNetwork(place.as(editor), { network: 'mastodon' });
	expect(page).toMatchObject({ registers: true, hasApp: true, fields: [{ name: 'server', optional: true }] });
	const { connection } = (await openAccount(place.system(), account!.id)).account;
	expect(JSON.stringify([page, await accountsOf('mastodon')])).not.toContain(connection['token']);
	// A server that does not answer, or that is somebody's inside: nothing is kept.
	mastodon.fault('500-before', { match: /apps/ });
	const elsewhere = { network: 'mastodon', given: { server: 'localhost.localdomain' } };
	await expect(keepApp(place.as(editor), elsewhere)).rejects.toMatchObject({ code: /^network\.(failed|refused)$/ });
	expect(await readNetwork(place.as(editor), { network: 'mastodon' })).toMatchObject({ fields: [{ value: '' }] });
});

it('what is only told is taken down once, stays when we look, and nothing is believed without the word', async () => {
	const given = { token: telegram.account.connection['token']!, channel: '@hsiung_soy' };
	await connectByToken(place.as(editor), { network: 'telegram', given });
	await place.runJobs();
	const [account] = await accountsOf('telegram');
	const { post } = await share(account!.id, '新醬油開缸');
	await deliverPost.run(place.system(), { post });
	const there = telegram.posts().at(-1)!.id;
	const hear = ({ raw, headers }: { raw: Buffer; headers: Headers }) =>
		hearNetwork(place.as(), { network: 'telegram', headers, raw });
	const first = telegram.tell(there, { name: '小美', text: '有宅配嗎？' });
	const second = telegram.tell(first.id, { name: '阿明', text: '我也想問' });
	// In disorder: what answers a comment that nobody knows yet stands under nothing of ours.
	expect([await hear(second), await hear(first), await hear(first), await hear(second)]).toEqual([
		{ heard: 0 },
		{ heard: 1 },
		{ heard: 0 },
		{ heard: 1 },
	]);
	expect(await hear(telegram.tell(there, { name: 'x', text: '我們自己', as: 'channel' }))).toEqual({ heard: 0 });
	expect(await hear(telegram.tell('99999', { name: 'x', text: '別人的' }))).toEqual({ heard: 0 });
	await expect(hear({ ...first, headers: new Headers() })).rejects.toMatchObject({ code: 'network.unsigned' });
	await collectPost(place.system(), post);
	const kept = await place.site.sql<{ text: string; withdrawn: Date | null }[]>`
		select text, withdrawn from publishing.comment where post = ${post} order by id`;
	expect(kept.map(({ text, withdrawn }) => [text, withdrawn])).toEqual([
		['有宅配嗎？', null],
		['我也想問', null],
	]);
});

it('goes out without its link where somebody wants no link there, and says beforehand what either costs', async () => {
	const { account } = await keepAccount(place.as(editor), { network: 'x', account: { ...x.account, url: null } });
	const draft = (text: string, linkPlace: 'usual' | 'none') =>
		keepDraft(place.as(editor), {
			key: text.length.toString().padStart(20, 'k'),
			article,
			text,
			variants: [{ account, text: null, linkPlace }],
			when: 'now',
		});
	const { draft: plain } = await draft('開缸了', 'none');
	await draft('今天也開缸', 'usual');
	await place.runJobs();
	const there = x.posts().map(({ text }) => text.replace(/\/go\/\w+/, '/go/x'));
	expect(there.sort()).toEqual(['今天也開缸\n\nhttps://localhost/go/x', '開缸了']);
	const composer = await readComposer(place.as(editor), { draft: plain });
	expect(composer.accounts.find(({ id }) => id === account)!.cost).toEqual({
		in: 'usd',
		micros: 200_000,
		without: 15_000,
	});
});

it('keeps what a network said at the beginning of a way until somebody comes back, once and not for long', async () => {
	await keepApp(place.as(editor), { network: 'plurk', given: plurk.app });
	const go = async () => (await beginConsent(place.as(editor), { network: 'plurk' })).url;
	const back = (answer: URLSearchParams) => finishConsent(place.as(editor), { network: 'plurk', answer });
	const ways = () => place.site.sql<{ secret: string }[]>`select secret from publishing.way`;
	await go();
	place.clock.advance(16 * 60_000);
	const { searchParams: answer } = plurk.consent!(await go());
	const kept = await ways();
	expect(kept).toHaveLength(1);
	expect(kept[0]!.secret).not.toContain(answer.get('oauth_token'));
	expect(await back(answer)).toEqual({ connected: 1 });
	expect(await ways()).toEqual([]);
	await expect(back(answer)).rejects.toMatchObject({ code: 'network.refused' });
	await expect(back(plurk.consent!(await go(), { refused: true }).searchParams)).rejects.toMatchObject({
		code: 'network.refused',
	});
	const [account, ...more] = await accountsOf('plurk');
	expect([account!.name, more]).toEqual(['阿雄醬油', []]);
	const { post } = await share(account!.id, '新醬油開缸');
	await deliverPost.run(place.system(), { post });
	expect(await readPost(place.as(editor), { id: post })).toMatchObject({
		state: 'published',
		url: expect.stringContaining('https://www.plurk.com/p/') as string,
	});
});

it('a video that a person uploaded is known by its address, and what is said under it comes home', async () => {
	const { account } = await keepAccount(place.as(editor), {
		network: 'youtube',
		account: { ...youtube.account, url: null },
	});
	const waiting = async (text: string) => {
		const { post } = await share(account, text);
		await deliverPost.run(place.system(), { post });
		expect(await readPost(place.as(editor), { id: post })).toMatchObject({ state: 'unconfirmed', trouble: 'by-hand' });
		return post;
	};
	youtube.videos.push({ id: 'dQw4w9WgXcQ', description: '', closed: false });
	youtube.comment!('dQw4w9WgXcQ', 'mei', '好看！');
	const [first, second, third] = [await waiting('開缸的影片'), await waiting('第二支'), await waiting('第三支')];
	const url = 'https://youtu.be/dQw4w9WgXcQ';
	await confirmPost(place.as(editor), { post: first, url });
	// The same video once more, and an address that is none: they stand there, and nobody looks under them.
	await confirmPost(place.as(editor), { post: second, url });
	await confirmPost(place.as(editor), { post: third, url: 'https://www.youtube.com/@hsiung' });
	await collectPosts.run(place.system(), {});
	const kept = await place.site.sql<{ post: number; text: string }[]>`
		select post, text from publishing.comment where post in (${first}, ${second}, ${third})`;
	expect([...kept]).toEqual([{ post: first, text: '好看！' }]);
	expect(await readPost(place.as(editor), { id: second })).toMatchObject({ state: 'published', url });
});

it('accounts that were given one key together are renewed together, by one call', async () => {
	const pinterest = await fakePinterest(() => place.clock.now());
	const network = pinterestNetwork();
	const settings = readSettings(pinterest.settings());
	const ctx = () => {
		const system = place.system();
		return { ...system, settings: { ...system.settings, offered: settings.offered } };
	};
	try {
		offerNetworks([network]);
		await keepApp(place.as(editor), { network: 'pinterest', given: pinterest.app });
		const { connection } = pinterest.account;
		const given = { name: '板', url: null, connection: { ...connection }, renew: place.clock.now() };
		const ids: number[] = [];
		for (const id of ['1', '2', '3'])
			ids.push((await keepAccount(place.as(editor), { network: 'pinterest', account: { ...given, id } })).account);
		const other = { ...given, id: '4', connection: { token: 'another', refresh: 'another' } };
		const { account: alone } = await keepAccount(place.as(editor), { network: 'pinterest', account: other });
		await Promise.all(ids.map((id) => openAccount(ctx(), id)));
		for (const id of ids)
			expect((await openAccount(ctx(), id)).account.connection).toEqual(pinterest.account.connection);
		expect(pinterest.account.connection).not.toEqual(connection);
		expect(pinterest.calls.filter((call) => call.includes('/oauth/token'))).toHaveLength(1);
		// Somebody else's key is not touched, and is refused by itself.
		await expect(openAccount(ctx(), alone)).rejects.toMatchObject({ trouble: 'auth-revoked' });
	} finally {
		await pinterest.close();
	}
});

it('what others say with a link to us comes to the inbox once, is answered there, and leaves when it is gone', async () => {
	offerNetworks([mastodonNetwork()]);
	const say = (name: string, text: string, more: object = {}) => mastodon.say('', { name, text, ...more });
	const theirs = say('阿珠', '推薦這一缸 https://localhost/articles/vat?utm_source=x 真的香');
	say('阿土', '看 https://localhost.evil.example/articles/vat');
	say('只給朋友', '偷偷說 https://localhost/articles/vat', { visibility: 'private' });
	say('不要機器人', '我也寫 https://localhost/articles/vat', { note: '#nobot' });
	for (let round = 0; round < 2; round++) await findMentions.run(place.system(), {});
	await place.runJobs();
	const waiting = async () =>
		(await listConversations(place.as(editor), {})).items.filter(
			({ origin, text }) => origin === 'mastodon' && text.includes('推薦'),
		);
	const [one, ...more] = await waiting();
	expect(more).toEqual([]);
	expect(one).toMatchObject({ author: '阿珠' });
	expect(await readConversation(place.as(editor), { id: one!.id })).toMatchObject({
		linked: '/articles/vat',
		home: null,
	});
	expect((await place.site.sql`select id from publishing.mention`).length).toBe(1);
	await answerConversation(place.as(editor), { conversation: one!.id, text: '謝謝您！' });
	await place.runJobs();
	expect(mastodon.toots.at(-1)).toMatchObject({ parent: theirs.id, account: '1' });
	expect((await readConversation(place.as(editor), { id: one!.id })).answers).toMatchObject([{ state: 'delivered' }]);
	mastodon.toots.splice(
		mastodon.toots.findIndex(({ id }) => id === theirs.id),
		1,
	);
	await findMentions.run(place.system(), {});
	await place.runJobs();
	expect(JSON.stringify(await place.site.sql`select * from publishing.mention`)).not.toContain('推薦');
	expect(JSON.stringify(await place.site.sql`select * from inbox.conversation`)).not.toContain('阿珠');
});

it('what a network never lets us see again comes to the inbox and leaves after a month, whether it stands there or not', async () => {
	const meta = await fakeMeta(place.clock.now);
	offerNetworks([threadsNetwork()]);
	try {
		const mine = meta.add('threads', '阿雄');
		const system = () => {
			const ctx = place.system();
			const { offered } = readSettings(meta.settings());
			return { ...ctx, settings: { ...ctx.settings, offered } };
		};
		const connection = { token: mine.token };
		await keepAccount(system(), {
			network: 'threads',
			account: { id: mine.id, name: mine.name, url: null, connection },
		});
		const look = async () => {
			await findMentions.run(system(), {});
			await place.runJobs();
		};
		const theirs = meta.say('threads', { name: '阿好', text: '這缸厲害 https://localhost/articles/vat' });
		await look();
		const waiting = async () =>
			(await listConversations(place.as(editor), {})).items.filter(({ origin }) => origin === 'threads');
		expect(await waiting()).toMatchObject([{ author: '阿好', text: theirs.text }]);
		meta.remove(theirs.id);
		place.clock.advance(29 * 86_400_000);
		await look();
		expect(await waiting()).toHaveLength(1);
		place.clock.advance(2 * 86_400_000);
		await look();
		expect(
			JSON.stringify(await place.site.sql`select * from publishing.mention where network = 'threads'`),
		).not.toMatch(/厲害|阿好/);
		expect(JSON.stringify(await place.site.sql`select * from inbox.conversation`)).not.toMatch(/厲害|阿好/);
	} finally {
		await meta.close();
	}
});
