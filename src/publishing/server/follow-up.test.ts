import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import { decideFollowUp, keepDraft, keepPosts, readPostDesk, withdrawPost } from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let meta: FakeMeta;
let proxy: DropProxy;
let editor: Actor & { kind: 'member' };
let article: number;
const accounts: Record<string, number> = {};

beforeAll(async () => {
	meta = await fakeMeta(() => place.clock.now());
	proxy = await dropProxy(meta.url);
	place = await testSite(meta.settings(proxy.url));
	offerNetworks([facebookNetwork(), threadsNetwork(), lineNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	article = await sowArticle(place.site.sql, editor.member, {
		slug: 'jar',
		title: '一口缸',
		published: place.clock.now(),
	});
	for (const [network, kind] of [
		['facebook', 'page'],
		['threads', 'threads'],
	] as const) {
		const { id, name, token } = meta.add(kind, '阿雄醬油');
		const account = { id, name, url: null, connection: { token } };
		accounts[network] = (await keepAccount(place.as(editor), { network, account })).account;
	}
	const line = { id: 'U0', name: '阿雄', url: null, connection: { token: 'x' } };
	accounts['line'] = (await keepAccount(place.as(editor), { network: 'line', account: line })).account;
	await place.runJobs();
});
afterAll(async () => {
	await place.close();
	await proxy.close();
	await meta.close();
});
beforeEach(() => {
	meta.world.faults.length = 0;
	proxy.plan = () => 'pass';
	place.clock.advance(3_600_000);
});

let serial = 0;
type Variant = Parameters<typeof keepDraft>[1]['variants'][number];
async function send(network: string, text: string, shape: Partial<Variant>): Promise<number> {
	const { draft } = await keepDraft(place.as(editor), {
		key: `formkey${String(++serial).padStart(12, '0')}`,
		article,
		text,
		variants: [{ account: accounts[network]!, text: null, ...shape }],
		when: 'now',
	});
	await place.runJobs();
	const [row] = await place.site.sql<{ post: number }[]>`select post from publishing.variant where draft = ${draft}`;
	return row!.post;
}
const desk = (id: number) => readPostDesk(place.as(editor), { id });
const said = () => [...meta.world.things.values()].filter(({ kind }) => kind !== 'photo').map(({ text }) => text);
const later = async (minutes: number) => {
	place.clock.advance(minutes * 60_000);
	await keepPosts.run(place.system(), {});
};
const long = (name: string) =>
	Array.from({ length: 60 }, (_, index) => `${name}${index}：黑豆曬了三天，缸也洗好了。`).join('');

it('sends a thread in its order, each part answering the one before, the link in its head', async () => {
	const post = await send('threads', long('甲'), { thread: true });
	const { followUps, post: head, attempts } = await desk(post);
	expect(followUps.length).toBeGreaterThan(1);
	expect(followUps.every(({ state }) => state === 'published')).toBe(true);
	expect(attempts.map(({ kind }) => kind)).toEqual(['published', ...followUps.map(() => 'followed')]);
	const things = [...meta.world.things.values()];
	const parts = followUps.map(({ text }) => things.find((thing) => thing.text === text)!);
	expect(parts[0]!.parent).toBe(things.find(({ text }) => text.startsWith('甲0'))!.id);
	expect(parts[1]!.parent).toBe(parts[0]!.id);
	expect(head.goesOut).toContain('/go/');
	const whole = [head.text, ...followUps.map(({ text }) => text)].join('');
	expect(whole.replace(/\s+/gu, '')).toBe(long('甲').replace(/\s+/gu, ''));
});

it('says nothing twice where an answer was lost, and goes on after it', async () => {
	let calls = 0;
	proxy.plan = () => (++calls % 4 === 3 ? 'drop-answer' : 'pass');
	const post = await send('threads', long('乙'), { thread: true });
	for (let round = 0; round < 30; round++) await later(10);
	proxy.plan = () => 'pass';
	for (let round = 0; round < 10; round++) await later(30);
	const { followUps } = await desk(post);
	expect(followUps.every(({ state }) => state === 'published')).toBe(true);
	// Every part of a thread of its own text would be: what stands there is what was to be said, once.
	const mine = said().filter((text) => text.includes('乙'));
	expect(mine).toEqual([...new Set(mine)]);
	expect(mine).toHaveLength(1 + followUps.length);
});

it('puts the link into the first comment, counted all the same', async () => {
	const post = await send('facebook', '今天開缸', { linkPlace: 'comment', comment: '地址和時間在這裡：' });
	const { followUps, post: head } = await desk(post);
	const [link] = await place.site.sql<{ code: string }[]>`select code from publishing.link where post = ${post}`;
	expect(head).toMatchObject({ state: 'published', link: null, goesOut: '今天開缸' });
	expect(followUps).toMatchObject([
		{ kind: 'comment', text: `地址和時間在這裡：\nhttp://localhost:3000/go/${link!.code}`, state: 'published' },
	]);
	const free = await send('facebook', '不放連結', { linkPlace: 'none' });
	expect(await place.site.sql`select id from publishing.link where post = ${free}`).toEqual([]);
});

it('refuses a first comment and a link in it where nobody comments', async () => {
	for (const shape of [{ comment: '第一則' }, { linkPlace: 'comment' as const }])
		await expect(send('line', '推播', shape)).rejects.toMatchObject({
			details: { fields: [{ path: `comment-${accounts['line']}`, key: 'no-comments' }] },
		});
});

it('stops at a part that was refused until a person decides, and never at the post itself', async () => {
	const post = await send('facebook', '今天的事', { comment: '第一則留言' });
	await place.site.sql`
		update publishing.follow_up set published = null, failed = now(), trouble = 'permission', external_id = null where post = ${post}`;
	const [one] = (await desk(post)).followUps;
	expect(one).toMatchObject({ state: 'failed', trouble: 'permission' });
	await later(10);
	expect((await desk(post)).followUps[0]).toMatchObject({ state: 'failed' });
	await decideFollowUp(place.as(editor), { followUp: one!.id, decision: 'retry' });
	await place.runJobs();
	expect(await desk(post)).toMatchObject({ post: { state: 'published' }, followUps: [{ state: 'published' }] });
	const decided = decideFollowUp(place.as(editor), { followUp: one!.id, decision: 'leave' });
	await expect(decided).rejects.toMatchObject({ code: 'follow-up.not-open' });
});

it('says nothing more under a post that was taken back', async () => {
	const post = await send('facebook', '收回的那則', { comment: '還沒說' });
	await place.site
		.sql`update publishing.follow_up set published = null, external_id = null, armed = null where post = ${post}`;
	await withdrawPost(place.as(editor), { post });
	await place.runJobs();
	const before = said().length;
	await later(60);
	expect(said()).toHaveLength(before);
});
