import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productNetworks } from '#app/networks.ts';
import type { Actor } from '#platform/actor.ts';
import { everySetting } from '#platform/settings.ts';
import { answerConversation, listConversations } from '#inbox/server/index.ts';
import { offerNetworks } from '#network/known-networks.ts';
import {
	collectPost,
	connectByToken,
	deliverPost,
	keepPosts,
	listNetworks,
	readComposer,
	readNetwork,
	readPost,
	shareArticle,
} from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { fakePouch, type FakePouch } from '#testing/pouch/fake-pouch.ts';
import { pouchNetwork } from '#testing/pouch/pouch-network.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** That a network is one folder and one line: one that there is none of is registered, and nothing else knows its name. */
let place: TestSite;
let fake: FakePouch;
let editor: Actor & { kind: 'member' };
let owner: Actor & { kind: 'member' };
let article: number;

beforeAll(async () => {
	fake = await fakePouch(() => place.clock.now());
	place = await testSite({ POUCH_URL: fake.url });
	// Its registration.
	offerNetworks([...productNetworks, pouchNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	owner = await sowMember(place.site.sql, '阿雄', 'owner');
	article = await sowArticle(place.site.sql, editor.member, {
		slug: 'vat',
		title: '一口缸',
		published: place.clock.now(),
	});
});
afterAll(async () => {
	await place.close();
	await fake.close();
});

it('a network that is added stands in the console with its title, its form and its setting', async () => {
	const listed = await listNetworks(place.as(editor), {});
	expect(listed.at(-1)).toEqual({ name: 'pouch', title: '袋鼠信箱', accounts: 0 });
	expect(await readNetwork(place.as(owner), { network: 'pouch' })).toMatchObject({
		needed: ['信箱裡的鑰匙。'],
		by: 'token',
		fields: [{ name: 'token', label: '鑰匙', secret: true }],
	});
	expect(everySetting().map(({ env }) => env)).toContain('POUCH_URL');
});

it('is connected, written for, sent to once, heard and answered', async () => {
	await expect(
		connectByToken(place.as(owner), { network: 'pouch', given: { token: 'wrong_key' } }),
	).rejects.toMatchObject({ code: 'network.refused' });
	await connectByToken(place.as(owner), { network: 'pouch', given: { token: fake.token } });
	const { accounts } = await readComposer(place.as(editor), { article });
	expect(accounts).toMatchObject([{ name: '阿雄的信箱', limits: { post: { most: 40 }, hashtags: 2 } }]);
	const account = accounts[0]!.id;
	// Its own rules refuse before anything is queued.
	const share = (text: string) => shareArticle(place.as(editor), { article, account, text });
	await expect(share('字'.repeat(41))).rejects.toMatchObject({ status: 422 });

	const { post } = await share('今天開缸');
	fake.fault('500-after', { match: /PUT/ });
	await deliverPost.run(place.system(), { post });
	for (let tries = 0; tries < 4; tries++) {
		place.clock.advance(10 * 60_000);
		await keepPosts.run(place.system(), {});
	}
	const sent = await readPost(place.as(editor), { id: post });
	expect(sent).toMatchObject({ state: 'published', account: { title: '袋鼠信箱' } });
	expect([...fake.notes.values()]).toEqual([`今天開缸\n\n${sent.link!.url}`]);

	const [note] = fake.notes.keys();
	fake.answers.set(`${note}/a1`, { text: '恭喜！', name: '小美', at: place.clock.now().toISOString(), own: false });
	await collectPost(place.system(), post);
	await place.runJobs();
	expect(await readPost(place.as(editor), { id: post })).toMatchObject({ views: 7, clicks: 2, reach: null });
	const { items } = await listConversations(place.as(editor), {});
	expect(items).toMatchObject([{ author: '小美', originTitle: '袋鼠信箱', text: '恭喜！' }]);
	await answerConversation(place.as(editor), { conversation: items[0]!.id, text: '謝謝你' });
	await place.runJobs();
	expect([...fake.answers.values()].filter(({ own }) => own).map(({ text }) => text)).toEqual(['謝謝你']);
	await collectPost(place.system(), post);
	await place.runJobs();
	// Our own word is not somebody else's: nobody waits, and there is one conversation.
	const now = (state: 'waiting' | 'answered') => listConversations(place.as(editor), { state });
	expect([(await now('waiting')).items.length, (await now('answered')).items.length]).toEqual([0, 1]);
});

/** Where networks are worked with, and none is meant. */
const generic = ['publishing', 'inbox', 'network', 'web', 'routes/(console)/console/(publishing)', 'routes/webhooks'];
/** What reads browsers, or names a program's own library, means no network by its word. */
const apart = ['web/front/in-app.ts', 'web/brand-form.ts', 'network/weighted-length.ts', 'network/twitter-text.d.ts'];
/** Written out these are other words, too: they count as names between quotes alone. The last two are our own. */
const ordinary = ['x', 'line', 'threads', 'hand', 'practice'];

it('nothing that works with networks names one, in code or in words', () => {
	const source = path.resolve(import.meta.dirname, '..');
	const names = productNetworks.map(({ name }) => name).filter((name) => !ordinary.includes(name));
	const word = new RegExp(`\\b(?:${names.join('|')})\\b|\\bLINE\\b|[=(] ?['"](?:x|line|threads)['"]`);
	const files = generic.flatMap((folder) =>
		readdirSync(path.join(source, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => /\.(?:ts|svelte|json)$/.test(file) && !/\.test\.ts$/.test(file))
			.map((file) => path.posix.join(folder, file)),
	);
	const read = files.filter((file) => !/^network\/[^/]+\//.test(file) && !apart.includes(file));
	expect(read.length).toBeGreaterThan(150);
	const found = read.flatMap((file) =>
		readFileSync(path.join(source, file), 'utf8')
			.split('\n')
			.filter((line) => word.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line))
			.map((line) => `${file}: ${line.trim().slice(0, 120)}`),
	);
	expect(found).toEqual([]);
});
