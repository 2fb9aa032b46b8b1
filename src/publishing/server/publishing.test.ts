import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { offerNetworks } from '#network/known-networks.ts';
import type { Network } from '#network/network.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, writeComment, type PracticeServer } from '#network/practice/server/index.ts';
import {
	collectPost,
	collectPosts,
	confirmPost,
	connectPractice,
	createLink,
	deliverPost,
	findLink,
	keepPosts,
	listAccounts,
	listPosts,
	openAccount,
	readPost,
	retryPost,
	shareArticle,
} from '#publishing/server/index.ts';
import { takeTurn, type PostTurn } from '#publishing/server/commands/take-turns.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';

let place: TestSite;
let server: PracticeServer;
let editor: Actor & { kind: 'member' };
let article: number;
let account: number;
let token: string;

beforeAll(async () => {
	server = await servePractice(() => place.as());
	place = await testSite({ PRACTICE_URL: server.url });
	offerNetworks([practiceNetwork({ timeout: 900 })]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	article = await sowArticle(place.site.sql, editor.member, {
		slug: 'bean-price',
		title: '一塊豆腐的價錢',
		published: place.system().now,
	});
	({ account } = await connectPractice(place.as(editor)));
	token = (await openAccount(place.system(), account)).account.connection['token'] ?? '';
});

afterAll(async () => {
	await server.close();
	await place.close();
});

beforeEach(() => {
	place.clock.advance(3 * 3_600_000);
	offerNetworks([practiceNetwork({ timeout: 900 })]);
	server.calls.length = 0;
});

let serial = 0;
const share = (actor: Actor = editor, more: object = {}) =>
	shareArticle(place.as(actor), { article, account, text: `今天聊聊豆腐的價錢 ${++serial}`, ...more });
const read = (post: number) => readPost(place.as(editor), { id: post });
const there = (post: number) =>
	place.site
		.sql`select p.id from practice.post p join publishing.post mine on mine.key = p.key where mine.id = ${post}`;
const creations = () => server.calls.filter((call) => call === 'POST /v1/posts').length;
const later = async (minutes: number) => {
	place.clock.advance(minutes * 60_000);
	await keepPosts.run(place.system(), {});
};
const fault = (kind: string, calls = 1) =>
	fetch(`${server.url}/v1/faults`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}` },
		body: JSON.stringify({ fault: kind, calls, hold: 1800 }),
	});
const facts = async (name: string, post: number) =>
	(await place.site.sql`select 1 from platform.event where name = ${name} and about = ${`post:${post}`}`).length;

it('sends a post once, with a tracked link of its own, and says so', async () => {
	const { post } = await share();
	expect(await read(post)).toMatchObject({ state: 'queued', reach: null });
	expect(await place.runJobs()).toContain('publishing.deliver-post');
	place.clock.advance(5 * 60_000);
	await collectPosts.run(place.system(), {});
	const sent = await read(post);
	expect(sent).toMatchObject({ state: 'published', reach: 0, likes: 0, article: { id: article } });
	const [onNetwork] = await place.site
		.sql`select p.link, p.text from practice.post p join publishing.post mine on mine.key = p.key where mine.id = ${post}`;
	expect(onNetwork).toEqual({ link: sent.link!.url, text: sent.text });
	expect(await findLink(place.as(), { code: sent.link!.code })).toMatchObject({
		post,
		article,
		target: '/articles/bean-price',
	});
	await deliverPost.run(place.system(), { post });
	expect(creations()).toBe(1);
	expect([await facts('post.queued', post), await facts('post.published', post)]).toEqual([1, 1]);
});

it('makes one post of a form that is sent twice', async () => {
	const more = { key: 'abcdefgh23456789', text: '按了兩次' };
	const [first, second] = await Promise.allSettled([share(editor, more), share(editor, more)]);
	const third = await share(editor, more);
	for (const one of [first, second]) {
		if (one.status === 'fulfilled') expect(one.value).toEqual(third);
		else expect(one.reason).toMatchObject({ code: 'post.just-sent' });
	}
	await place.runJobs();
	expect(creations()).toBe(1);
});

it('refuses whoever may not, what is not public, what is too long and what does not exist', async () => {
	const member = await sowMember(place.site.sql, '王小明', 'member');
	const draft = await sowArticle(place.site.sql, editor.member, { slug: 'draft', title: '草稿', published: null });
	await expect(share({ kind: 'visitor' })).rejects.toMatchObject({ status: 401 });
	await expect(share(member)).rejects.toMatchObject({ status: 403 });
	await expect(share(editor, { article: draft })).rejects.toMatchObject({ code: 'article.not-published' });
	await expect(share(editor, { article: 999_999 })).rejects.toMatchObject({ status: 404 });
	await expect(share(editor, { account: 999_999 })).rejects.toMatchObject({ status: 404 });
	await expect(share(editor, { text: '字'.repeat(2001) })).rejects.toMatchObject({
		details: { fields: [{ path: 'text', key: 'too-long' }] },
	});
	await expect(listPosts(place.as(member), {})).rejects.toMatchObject({ status: 403 });
	await expect(connectPractice(place.as(member))).rejects.toMatchObject({ status: 403 });
});

it('finds a post whose answer never came, and sends it no second time', async () => {
	const { post } = await share();
	await fault('timeout-after');
	await place.runJobs();
	expect((await read(post)).state).toBe('published');
	expect(creations()).toBe(1);
	expect(await there(post)).toHaveLength(1);
});

it.each(['timeout-before', 'error', 'rate-limit'])('after %s waits, and sends it once', async (kind) => {
	const { post } = await share();
	await fault(kind);
	await place.runJobs();
	const waiting = await read(post);
	expect(waiting.state).toBe('waiting');
	expect(waiting.nextTry!.getTime()).toBeGreaterThan(place.system().now.getTime());
	await deliverPost.run(place.system(), { post });
	expect(creations()).toBe(1);
	await later(2);
	expect((await read(post)).state).toBe('published');
	expect(await there(post)).toHaveLength(1);
});

it('when looking fails too, looks again later before it sends anything', async () => {
	const { post } = await share();
	await fault('timeout-after');
	const real = practiceNetwork({ timeout: 900 });
	let looks = 0;
	offerNetworks([
		{
			...real,
			findPublished: (...given) => (++looks === 1 ? Promise.reject(new Error('broken')) : real.findPublished(...given)),
		},
	]);
	await place.runJobs();
	expect((await read(post)).state).toBe('waiting');
	await later(2);
	expect((await read(post)).state).toBe('published');
	expect([looks, creations()]).toEqual([2, 1]);
});

it('after a process died in the middle, another looks first: it went out', async () => {
	const { post } = await share();
	const turn = (await takeTurn(place.system(), { post })) as PostTurn;
	const { network, account: own } = await openAccount(place.system(), account);
	await network.publish(place.system(), own, { text: turn.text, link: turn.link }, turn.key);
	// Here the process dies: nothing was written down. Another must not rush in …
	await place.runJobs();
	expect((await read(post)).state).toBe('sending');
	expect(creations()).toBe(1);
	// … but takes over when no call can still be under way.
	await later(3);
	expect((await read(post)).state).toBe('published');
	expect([creations(), (await there(post)).length]).toEqual([1, 1]);
});

it('after a process died before the call, another sends it', async () => {
	const { post } = await share();
	await takeTurn(place.system(), { post });
	await later(3);
	await later(3);
	expect((await read(post)).state).toBe('published');
	expect([creations(), (await there(post)).length]).toEqual([1, 1]);
});

it('loses no post whose job was lost', async () => {
	const { post } = await share();
	await place.site.sql`delete from job.job where name in ('work', 'patient', 'punctual')`;
	await later(3);
	expect((await read(post)).state).toBe('published');
});

it('sends once when five workers take the same post', async () => {
	const { post } = await share();
	await Promise.all(Array.from({ length: 5 }, () => deliverPost.run(place.system(), { post })));
	expect([creations(), (await there(post)).length]).toEqual([1, 1]);
});

const blind = (): Network => ({
	...practiceNetwork({ timeout: 900 }),
	idempotency: { by: 'nothing' },
	findPublished: () => Promise.resolve('cannot-tell'),
});

it('leaves it to a person where the network cannot tell', async () => {
	offerNetworks([blind()]);
	const { post } = await share();
	await fault('timeout-after');
	await place.runJobs();
	expect(await read(post)).toMatchObject({ state: 'unconfirmed', trouble: 'unknown-outcome' });
	await later(60);
	await deliverPost.run(place.system(), { post });
	expect(creations()).toBe(1);
	await confirmPost(place.as(editor), { post });
	expect((await read(post)).state).toBe('published');
	await expect(retryPost(place.as(editor), { post })).rejects.toMatchObject({ code: 'post.not-failed' });
});

it('sends it again when a person has looked in vain', async () => {
	offerNetworks([blind()]);
	const { post } = await share();
	await fault('timeout-before');
	await place.runJobs();
	expect((await read(post)).state).toBe('unconfirmed');
	await retryPost(place.as(editor), { post });
	await place.runJobs();
	expect((await read(post)).state).toBe('published');
	expect(await there(post)).toHaveLength(1);
});

it('sends nothing for somebody who may no longer, and nothing about what is no longer public', async () => {
	const author = await sowMember(place.site.sql, '陳宗翰', 'editor');
	const { post } = await share(author);
	await place.site.sql`update membership.member set role = 'member' where id = ${author.member}`;
	const gone = await sowArticle(place.site.sql, editor.member, {
		slug: 'gone',
		title: '收回',
		published: place.system().now,
	});
	const { post: second } = await share(editor, { article: gone });
	await place.site.sql`update content.article set published = null where id = ${gone}`;
	await place.runJobs();
	expect(await read(post)).toMatchObject({ state: 'failed', trouble: 'author-lost-right' });
	expect(await read(second)).toMatchObject({ state: 'failed', trouble: 'article-not-published' });
	expect(creations()).toBe(0);
	expect(await facts('post.failed', post)).toBe(1);
});

it('brings comments and numbers home, once, however often it looks', async () => {
	const { post } = await share();
	await place.runJobs();
	const [row] = await place.site.sql<{ id: number; page: number }[]>`
		select p.id, p.page from practice.post p join publishing.post mine on mine.key = p.key where mine.id = ${post}`;
	const [follower] = await place.site.sql<
		{ id: number }[]
	>`select id from practice.follower where page = ${row!.page} order by id limit 1`;
	const { id } = await writeComment(place.system(), {
		page: row!.page,
		post: row!.id,
		follower: follower!.id,
		text: '請問有宅配嗎？',
	});
	await writeComment(place.system(), { page: row!.page, post: row!.id, parent: id, text: '有喔！' });
	await later(2);
	await collectPost(place.system(), post);
	await collectPost(place.system(), post);
	expect(await place.site.sql`select external_id, text from publishing.comment where post = ${post}`).toEqual([
		{ external_id: String(id), text: '請問有宅配嗎？' },
	]);
	expect(await facts('comment.collected', post)).toBe(1);
	expect(await read(post)).toMatchObject({ reach: 1, views: 1, comments: 2 });
});

it('keeps tokens sealed', async () => {
	const [row] = await place.site.sql<{ secret: string }[]>`select secret from publishing.account where id = ${account}`;
	expect(row!.secret).not.toContain(token);
	expect(Buffer.from(row!.secret, 'base64url').toString('latin1')).not.toContain(token);
	expect(JSON.stringify(await listAccounts(place.as(editor), {}))).not.toContain('secret');
	await place.site.sql`update publishing.account set secret = ${`x${row!.secret.slice(1)}`} where id = ${account}`;
	await expect(openAccount(place.system(), account)).rejects.toMatchObject({ trouble: 'auth-revoked' });
	await place.site.sql`update publishing.account set secret = ${row!.secret} where id = ${account}`;
});

it('leads to pages of this site only', async () => {
	for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '']) {
		await expect(createLink(place.as(editor), { target })).rejects.toMatchObject({ code: 'input.invalid' });
	}
	const { code, url } = await createLink(place.as(editor), {
		target: '/articles/bean-price?from=x',
		channel: 'facebook',
		label: 'FB',
	});
	expect(code).toMatch(/^[a-z0-9]{7}$/);
	expect(url).toBe(`${place.system().site.url}/go/${code}`);
	expect(await findLink(place.as(), { code })).toMatchObject({ target: '/articles/bean-price?from=x', post: null });
	for (const unknown of ['aaaaaaa', '', "' or 1=1 --", 'x'.repeat(90)])
		expect(await findLink(place.as(), { code: unknown })).toBeNull();
	await expect(createLink(place.as(), { target: '/' })).rejects.toMatchObject({ status: 401 });
	await expect(createLink(place.as(editor), { target: '/', article: 999_999 })).rejects.toMatchObject({
		code: 'article.not-found',
	});
	await expect(createLink(place.as(editor), { target: '/', post: 999_999 })).rejects.toMatchObject({
		code: 'post.not-found',
	});
});

it('stops when the token was taken back, says so, and goes on after connecting again', async () => {
	const { post } = await share();
	await fault('token-revoked');
	await place.runJobs();
	expect(await read(post)).toMatchObject({ state: 'failed', trouble: 'auth-revoked' });
	await expect(share()).rejects.toMatchObject({ code: 'account.refused' });
	expect((await listAccounts(place.as(editor), {})).mayOpenPractice).toBe(true);
	expect((await connectPractice(place.as(editor))).account).toBe(account);
	await retryPost(place.as(editor), { post });
	await place.runJobs();
	expect((await read(post)).state).toBe('published');
	expect(await there(post)).toHaveLength(1);
});
