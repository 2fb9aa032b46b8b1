import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { keepAccount } from '#publishing/server/commands/keep-account.ts';
import {
	connectByToken,
	collectPost,
	deliverPost,
	editPost,
	keepPosts,
	listRefusedVariants,
	lookForPost,
	readPostDesk,
	retryPost,
	withdrawPost,
} from '#publishing/server/index.ts';
import { sowMember, sowPost } from '#publishing/server/sow.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeMeta, type FakeMeta } from '#testing/meta/fake-meta.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let meta: FakeMeta;
let proxy: DropProxy;
let page: ReturnType<FakeMeta['add']>;
let editor: Actor & { kind: 'member' };
let author: Actor & { kind: 'member' };
let account: number;

beforeAll(async () => {
	meta = await fakeMeta(() => place.clock.now());
	proxy = await dropProxy(meta.url);
	place = await testSite(meta.settings(proxy.url));
	offerNetworks([facebookNetwork(), handNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	author = await sowMember(place.site.sql, '王小明', 'author');
	page = meta.add('page', '阿雄醬油');
	({ account } = await keepAccount(place.as(editor), {
		network: 'facebook',
		account: { id: page.id, name: page.name, url: null, connection: { token: page.token } },
	}));
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
async function posted(by = editor): Promise<number> {
	const text = `今天開缸 ${++serial}`;
	const post = await sowPost(place.site.sql, { account, text, author: by.member, queued: place.system().now });
	await deliverPost.run(place.system(), { post });
	return post;
}
const desk = (id: number, actor: Actor = editor) => readPostDesk(place.as(actor), { id });
const there = () => meta.posts(page.id).map(({ text }) => text);
const later = async (minutes: number) => {
	place.clock.advance(minutes * 60_000);
	await keepPosts.run(place.system(), {});
};

it('changes the words where they stand, and here only once they are changed there', async () => {
	const post = await posted();
	meta.fault('500-before', { match: /POST .*\d_\d+$/ });
	await editPost(place.as(editor), { post, text: '今天開缸，改到下午三點' });
	await place.runJobs();
	// Not done yet: the post reads as it reads there, and what is wanted waits.
	expect(await desk(post)).toMatchObject({
		post: { text: `今天開缸 ${serial}`, edited: null },
		change: { text: '今天開缸，改到下午三點', failed: null },
		edit: { may: false },
	});
	await expect(editPost(place.as(editor), { post, text: '又一次' })).rejects.toMatchObject({
		code: 'post.change-under-way',
	});
	await later(5);
	expect(there()).toContain('今天開缸，改到下午三點');
	const after = await desk(post);
	expect(after).toMatchObject({ post: { text: '今天開缸，改到下午三點', state: 'published' }, change: null });
	expect(after.attempts.map(({ kind }) => kind)).toEqual(['published', 'again', 'edited']);
});

it('takes a post back once, also when the answer is lost, and nothing is collected under it any more', async () => {
	const post = await posted();
	const [row] = await place.site.sql`select external_id from publishing.post where id = ${post}`;
	meta.comment(row!['external_id'] as string, { name: '小美', text: '請問有開嗎' });
	await collectPost(place.system(), post);
	expect(await place.site.sql`select text from publishing.comment where post = ${post}`).toHaveLength(1);
	let dropped = 0;
	proxy.plan = () => (dropped++ ? 'pass' : 'drop-answer');
	await withdrawPost(place.as(editor), { post });
	await place.runJobs();
	await later(5);
	expect(there()).not.toContain(`今天開缸 ${serial}`);
	expect(await desk(post)).toMatchObject({ post: { state: 'withdrawn' }, withdraw: { may: false } });
	expect(await place.site.sql`select text from publishing.comment where post = ${post}`).toEqual([{ text: '' }]);
	const [left] = await place.site.sql`select next_collect from publishing.post where id = ${post}`;
	expect(left!['next_collect']).toBeNull();
	await expect(withdrawPost(place.as(editor), { post })).rejects.toMatchObject({ code: 'post.not-standing' });
	// What happened is said once, however often it was tried.
	const facts = await place.site
		.sql`select id from platform.event where name = 'post.withdrawn' and about = ${`post:${post}`}`;
	expect(facts).toHaveLength(1);
});

it('leaves what a network refuses to change as it stands, and says so', async () => {
	const post = await posted();
	page.removed = true;
	await editPost(place.as(editor), { post, text: '改不到的話' });
	await place.runJobs();
	page.removed = false;
	expect(await desk(post)).toMatchObject({
		post: { state: 'published', text: `今天開缸 ${serial}` },
		change: { text: '改不到的話' },
	});
	expect((await desk(post)).change!.failed).not.toBeNull();
	await place.site.sql`update publishing.account set refused = null, trouble = null`;
});

it('lets only its author and editors change a post, and whoever lost that right by then nobody', async () => {
	const mine = await posted(author);
	const other = await posted();
	await expect(editPost(place.as(author), { post: other, text: '不是我的' })).rejects.toMatchObject({ status: 403 });
	await expect(editPost(place.as(author), { post: mine, text: '字'.repeat(70_000) })).rejects.toMatchObject({
		code: 'input.invalid',
	});
	await expect(editPost(place.as(author), { post: mine, text: `今天開缸 ${serial - 1}` })).rejects.toMatchObject({
		code: 'input.invalid',
	});
	await editPost(place.as(author), { post: mine, text: '我改的' });
	await place.site.sql`update membership.member set suspended = now() where id = ${author.member}`;
	await place.runJobs();
	await place.site.sql`update membership.member set suspended = null where id = ${author.member}`;
	expect(there()).not.toContain('我改的');
	expect((await desk(mine)).change).toMatchObject({ trouble: 'author-lost-right' });
	await expect(withdrawPost(place.as(editor), { post: 999_999 })).rejects.toMatchObject({ status: 404 });
});

it('offers no change where the network has none', async () => {
	await connectByToken(place.as(editor), { network: 'hand', given: { name: '商圈群組' } });
	const [hand] = await place.site.sql<{ id: number }[]>`select id from publishing.account where network = 'hand'`;
	const post = await sowPost(place.site.sql, {
		account: hand!.id,
		text: '手貼',
		author: editor.member,
		queued: place.system().now,
	});
	await deliverPost.run(place.system(), { post });
	expect(await desk(post)).toMatchObject({ edit: { offered: false }, withdraw: { offered: false }, remedy: 'look' });
	await expect(withdrawPost(place.as(editor), { post })).rejects.toMatchObject({ code: 'post.not-standing' });
});

it('sends a failed post again in other words, by whoever does so now', async () => {
	const text = '字'.repeat(64_000);
	const post = await sowPost(place.site.sql, { account, text, author: author.member, queued: place.system().now });
	await deliverPost.run(place.system(), { post });
	expect(await desk(post)).toMatchObject({ post: { state: 'failed', trouble: 'validation' }, remedy: 'change' });
	await expect(retryPost(place.as(editor), { post, text: '字'.repeat(64_001) })).rejects.toMatchObject({
		details: { fields: [{ path: 'text', key: 'too-long' }] },
	});
	await retryPost(place.as(editor), { post, text: '短一點的話' });
	await place.runJobs();
	expect(await desk(post)).toMatchObject({ post: { state: 'published', text: '短一點的話', author: editor.member } });
	expect(there()).toContain('短一點的話');
});

it('looks once more for what nobody could confirm, and sends nothing', async () => {
	const text = '到底有沒有';
	const post = await sowPost(place.site.sql, { account, text, author: editor.member, queued: place.system().now });
	const now = place.system().now;
	await place.site
		.sql`update publishing.post set unconfirmed = ${now}, armed = ${now}, tried = ${now}, tries = 1, trouble = 'unknown-outcome' where id = ${post}`;
	const before = there().length;
	expect(await lookForPost(place.as(editor), { post })).toEqual({ found: false });
	expect(await desk(post)).toMatchObject({ post: { state: 'unconfirmed' }, tells: true, followed: 0 });
	expect(there()).toHaveLength(before);
	// It shows up late.
	await deliverPost.run(place.system(), {
		post: await sowPost(place.site.sql, { account, text: '別的', author: editor.member, queued: place.system().now }),
	});
	[...meta.world.things.values()].find((thing) => thing.text === '別的')!.text = text;
	await place.site.sql`update publishing.post set external_id = null where text = '別的'`;
	expect(await lookForPost(place.as(editor), { post })).toEqual({ found: true });
	expect(await desk(post)).toMatchObject({ post: { state: 'published' } });
	await expect(lookForPost(place.as(editor), { post })).rejects.toMatchObject({ code: 'post.not-unconfirmed' });
});

it('tells whoever works here of what might not go out at its time', async () => {
	const now = place.system().now;
	await place.site.sql`
		with made as (
			insert into publishing.draft (key, text, author, created, changed) values ('k', '到了時間', ${editor.member}, ${now}, ${now}) returning id
		)
		insert into publishing.variant (draft, account, text, due, refused, trouble)
		select id, ${account}, '到了時間', ${now}, ${now}, 'article-not-published' from made`;
	expect(await listRefusedVariants(place.as(editor), {})).toMatchObject([
		{ text: '到了時間', trouble: 'article-not-published', title: 'Facebook 粉絲專頁' },
	]);
});
