import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { editComment, openThread, postComment } from '#community/server/index.ts';
import { offerNetworks } from '#network/known-networks.ts';
import type { Network } from '#network/network.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { servePractice, writeComment, type PracticeServer } from '#network/practice/server/index.ts';
import { collectPost, connectPractice, openAccount, shareArticle } from '#publishing/server/index.ts';
import { sowArticle, sowMember } from '#publishing/server/sow.ts';
import { bringHome } from '#inbox/server/commands/bring-home.ts';
import {
	answerConversation,
	closeConversation,
	countWaiting,
	deliverAnswer,
	hideAuthor,
	keepAnswers,
	listConversations,
	readConversation,
	reopenConversation,
	retryAnswer,
} from '#inbox/server/index.ts';

let place: TestSite;
let server: PracticeServer;
let editor: Actor & { kind: 'member' };
let member: Actor & { kind: 'member' };
let thread: number;
/** A post about an article with a thread, and one about an article without. */
let post: number;
let bare: number;
let token: string;
let followers: { id: number; page: number }[];

beforeAll(async () => {
	server = await servePractice(() => place.as());
	place = await testSite({ PRACTICE_URL: server.url });
	// Patient while the house is set up; each test is impatient (below), since some wait for an answer that does not come.
	offerNetworks([practiceNetwork()]);
	const { sql } = place.site;
	editor = await sowMember(sql, '林佳穎', 'editor');
	member = await sowMember(sql, '王小明', 'member');
	const { now } = place.system();
	const { account } = await connectPractice(place.as(editor));
	token = (await openAccount(place.system(), account)).account.connection['token'] ?? '';
	const article = await sowArticle(sql, editor.member, { slug: 'vat', title: '一口缸', published: now });
	thread = (await openThread(place.system(), { subject: `article:${article}`, title: '一口缸', path: '/articles/vat' }))
		.id;
	await sql`update content.article set thread = ${thread} where id = ${article}`;
	const plain = await sowArticle(sql, editor.member, { slug: 'plain', title: '沒有留言的文章', published: now });
	({ post } = await shareArticle(place.as(editor), { article, account, text: '一口缸的故事' }));
	({ post: bare } = await shareArticle(place.as(editor), { article: plain, account, text: '另一篇' }));
	await place.runJobs();
	followers = await sql`select id, page from practice.follower order by id limit 5`;
});

afterAll(async () => {
	await server.close();
	await place.close();
});

beforeEach(() => {
	place.clock.advance(3_600_000);
	offerNetworks([practiceNetwork({ timeout: 900 })]);
	server.calls.length = 0;
});

const abroad = async (mine: number) =>
	(
		await place.site.sql<
			{ id: number }[]
		>`select p.id from practice.post p join publishing.post mine on mine.key = p.key where mine.id = ${mine}`
	)[0]!.id;

/** A follower says something under a post, and it is brought home. */
async function said(
	text: string,
	{ under = post, parent, by = 0 }: { under?: number; parent?: number; by?: number } = {},
) {
	const { id, page } = followers[by]!;
	const written = await writeComment(place.system(), { page, post: await abroad(under), follower: id, text, parent });
	await collectPost(place.system(), under);
	await place.runJobs();
	const [row] = await place.site.sql<{ id: number; comment: number | null }[]>`
		select c.id, c.comment from inbox.conversation c join publishing.comment f on f.id = c.foreign_comment where f.external_id = ${String(written.id)}`;
	return { external: written.id, conversation: row!.id, comment: row!.comment };
}

const answersAbroad = (parent: number) =>
	place.site.sql<
		{ id: number; text: string }[]
	>`select id, text from practice.comment where parent = ${parent} and follower is null`;
const read = (id: number) => readConversation(place.as(editor), { id });
const fault = (kind: string) =>
	fetch(`${server.url}/v1/faults`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}` },
		body: JSON.stringify({ fault: kind, calls: 1, hold: 1800 }),
	});
const answering = () => server.calls.filter((call) => /^POST .*comments$/.test(call)).length;
const later = async (minutes: number) => {
	place.clock.advance(minutes * 60_000);
	await keepAnswers.run(place.system(), {});
};

it('brings a comment home: under the article with its origin, and into the inbox', async () => {
	const { conversation, comment, external } = await said('這一缸要等多久？');
	const [home] = await place.site
		.sql`select thread, origin_network, origin_id, author, body_text from community.comment where id = ${comment}`;
	expect(home).toEqual({
		thread,
		origin_network: 'practice',
		origin_id: String(external),
		author: null,
		body_text: '這一缸要等多久？',
	});
	const { items, counts } = await listConversations(place.as(editor), { state: 'waiting' });
	expect(items.find(({ id }) => id === conversation)).toMatchObject({
		origin: 'practice',
		originTitle: '練習場',
		text: '這一缸要等多久？',
	});
	expect(counts.waiting).toBe(await countWaiting(place.as(editor), {}));
	expect(await read(conversation)).toMatchObject({
		home: { title: '一口缸' },
		abroad: { post: '一口缸的故事' },
		answers: [],
	});
});

it('says how many stars somebody gave at home, as they stand now', async () => {
	const product = { subject: 'product:7', kind: 'review' as const, title: '蔭油', path: '/products/7' };
	const { id: asked } = await openThread(place.system(), product);
	const words = { text: '瓶口漏了一圈' };
	const given = { thread: asked, body: words, stars: 1, disclosed: 'sample' as const };
	const { id: comment } = await postComment(place.as(member), given);
	await place.runJobs();
	const listed = async () => (await listConversations(place.as(editor), { state: 'waiting', limit: 100 })).items;
	const found = (await listed()).find(({ text }) => text === words.text);
	expect(found).toMatchObject({ origin: 'home', stars: 1 });
	expect((await read(found!.id)).given).toEqual({ stars: 1, disclosed: 'sample' });
	await editComment(place.as(member), { id: comment, body: words, stars: 3, disclosed: 'sample' });
	expect((await listed()).find(({ id }) => id === found!.id)).toMatchObject({ stars: 3 });
	expect((await listed()).filter(({ stars }) => stars !== null)).toHaveLength(1);
	await closeConversation(place.as(editor), { conversation: found!.id });
});

it('changes nothing when it looks again', async () => {
	const { conversation } = await said('再看一次');
	const count = async () =>
		(
			await place.site.sql`
		select (select count(*) from inbox.conversation) as conversations, (select count(*) from community.comment) as comments`
		)[0];
	const before = await count();
	await collectPost(place.system(), post);
	await place.runJobs();
	const [row] = await place.site.sql<
		{ foreign_comment: number }[]
	>`select foreign_comment from inbox.conversation where id = ${conversation}`;
	await bringHome(place.system(), { comment: row!.foreign_comment });
	await place.runJobs();
	expect(await count()).toEqual(before);
});

it('answers at home and on the network, once, and does not bring the answer back', async () => {
	const { conversation, comment, external } = await said('有賣小罐的嗎？');
	const { comment: answer } = await answerConversation(place.as(editor), { conversation, text: '有，兩百克裝。' });
	expect((await read(conversation)).answers).toMatchObject([{ state: 'sending' }]);
	await place.runJobs();
	expect(await answersAbroad(external)).toMatchObject([{ text: '有，兩百克裝。' }]);
	expect((await place.site.sql`select parent, author from community.comment where id = ${answer}`)[0]).toEqual({
		parent: comment,
		author: editor.member,
	});
	await collectPost(place.system(), post);
	await place.runJobs();
	expect((await place.site.sql`select 1 from community.comment where body_text = '有，兩百克裝。'`).length).toBe(1);
	const now = await read(conversation);
	expect(now.answered).not.toBeNull();
	expect(now.answers).toMatchObject([{ state: 'delivered', name: '林佳穎' }]);
	expect(answering()).toBe(1);
});

it('recognises its own answers by their ids where the network does not say whose they are', async () => {
	const real = practiceNetwork({ timeout: 900 });
	const forgetful: Network = {
		...real,
		async collectComments(...given) {
			const part = await real.collectComments!(...given);
			return { ...part, comments: part.comments.map((one) => ({ ...one, own: false })) };
		},
	};
	const { conversation } = await said('週末有開嗎？');
	await answerConversation(place.as(editor), { conversation, text: '週六有開。' });
	await place.runJobs();
	offerNetworks([forgetful]);
	await collectPost(place.system(), post);
	await place.runJobs();
	expect((await place.site.sql`select 1 from community.comment where body_text = '週六有開。'`).length).toBe(1);
	expect((await place.site.sql`select 1 from inbox.conversation where text = '週六有開。'`).length).toBe(0);
});

it('sends back what staff answer under the article itself', async () => {
	const { conversation, comment, external } = await said('可以寄到外島嗎？');
	await postComment(place.as(editor), { thread, parent: comment!, body: { text: '可以，運費另計。' } });
	await place.runJobs();
	await place.runJobs();
	expect(await answersAbroad(external)).toMatchObject([{ text: '可以，運費另計。' }]);
	expect(await read(conversation)).toMatchObject({ answers: [{ state: 'delivered' }] });
	expect((await read(conversation)).answered).not.toBeNull();
});

it('keeps what a member says under a foreign comment at home', async () => {
	const { external, comment } = await said('大家覺得呢？');
	await postComment(place.as(member), { thread, parent: comment!, body: { text: '我覺得很好吃' } });
	await place.runJobs();
	expect(await answersAbroad(external)).toHaveLength(0);
});

it('puts an answer to our answer under our answer', async () => {
	const { conversation, external } = await said('幾天到？');
	const { comment: answer } = await answerConversation(place.as(editor), { conversation, text: '兩天。' });
	await place.runJobs();
	const [ours] = await answersAbroad(external);
	const next = await said('太好了', { parent: ours!.id });
	expect((await place.site.sql`select parent from community.comment where id = ${next.comment}`)[0]).toEqual({
		parent: answer,
	});
});

it('opens a conversation for what a member says at home, not for what staff say, and an answer ends the waiting', async () => {
	const { id } = await postComment(place.as(member), { thread, body: { text: '請問產地在哪裡？' } });
	const staffed = await postComment(place.as(editor), { thread, body: { text: '公告：週日休息' } });
	await place.runJobs();
	const [row] = await place.site.sql<
		{ id: number; origin: string }[]
	>`select id, origin from inbox.conversation where comment = ${id}`;
	expect(row!.origin).toBe('home');
	expect(await place.site.sql`select 1 from inbox.conversation where comment = ${staffed.id}`).toHaveLength(0);
	await answerConversation(place.as(editor), { conversation: row!.id, text: '在花蓮。' });
	await place.runJobs();
	expect(await read(row!.id)).toMatchObject({ answers: [{ state: 'delivered' }], abroad: null });
	expect(answering()).toBe(0);
});

it('takes a form that is sent twice as one answer', async () => {
	const { conversation, external } = await said('兩次');
	const form = { conversation, text: '一次就好', key: 'abcdefgh23456789' };
	const first = await answerConversation(place.as(editor), form);
	expect(await answerConversation(place.as(editor), form)).toEqual(first);
	await place.runJobs();
	expect(await answersAbroad(external)).toHaveLength(1);
});

it.each(['timeout-after', 'timeout-before', 'error', 'rate-limit'])(
	'after %s the answer stands there once',
	async (kind) => {
		const { conversation, external } = await said(`壞日子 ${kind}`);
		const { answer } = await answerConversation(place.as(editor), { conversation, text: `好消息 ${kind}` });
		await fault(kind);
		await place.runJobs();
		await deliverAnswer.run(place.system(), { answer });
		await later(3);
		expect(await answersAbroad(external)).toHaveLength(1);
		expect((await read(conversation)).answers).toMatchObject([{ state: 'delivered' }]);
	},
);

it('sends nothing for somebody who may no longer answer, and no answer that was taken back', async () => {
	const left = await sowMember(place.site.sql, '陳宗翰', 'moderator');
	const first = await said('有人在嗎？');
	await answerConversation(place.as(left), { conversation: first.conversation, text: '在喔' });
	await place.site.sql`update membership.member set suspended = now() where id = ${left.member}`;
	const second = await said('多少錢？');
	const { comment } = await answerConversation(place.as(editor), { conversation: second.conversation, text: '說錯了' });
	await place.site.sql`update community.comment set deleted = now() where id = ${comment}`;
	await place.runJobs();
	expect((await read(first.conversation)).answers).toMatchObject([{ state: 'failed', trouble: 'author-lost-right' }]);
	const [gone] = (await read(second.conversation)).answers;
	expect(gone).toMatchObject({ state: 'failed', trouble: 'answer-taken-back' });
	expect(answering()).toBe(0);
	await retryAnswer(place.as(editor), { answer: gone!.id });
	await place.runJobs();
	expect(answering()).toBe(0);
});

it('answers on the network alone where there is no thread', async () => {
	const { conversation, comment, external } = await said('這篇呢？', { under: bare });
	expect(comment).toBeNull();
	await answerConversation(place.as(editor), { conversation, text: '謝謝留言' });
	await place.runJobs();
	expect(await answersAbroad(external)).toHaveLength(1);
	expect(await read(conversation)).toMatchObject({ home: null, answers: [{ state: 'delivered' }] });
});

it('refuses what the network cannot take, before anything is written', async () => {
	const { conversation } = await said('長話');
	const before = (await place.site.sql`select 1 from community.comment`).length;
	await expect(answerConversation(place.as(editor), { conversation, text: '字'.repeat(1001) })).rejects.toMatchObject({
		details: { fields: [{ path: 'text', key: 'too-long' }] },
	});
	expect((await place.site.sql`select 1 from community.comment`).length).toBe(before);
});

it('lets only staff in', async () => {
	const { conversation } = await said('秘密');
	for (const actor of [place.as(), place.as(member)]) {
		await expect(listConversations(actor, {})).rejects.toMatchObject({ name: 'Problem' });
		await expect(readConversation(actor, { id: conversation })).rejects.toMatchObject({ name: 'Problem' });
		await expect(answerConversation(actor, { conversation, text: 'x' })).rejects.toMatchObject({ name: 'Problem' });
		await expect(closeConversation(actor, { conversation })).rejects.toMatchObject({ name: 'Problem' });
		expect(await countWaiting(actor, {})).toBe(0);
	}
});

it('puts a conversation away and takes it up again', async () => {
	const { conversation } = await said('不用回');
	const waiting = await countWaiting(place.as(editor), {});
	await closeConversation(place.as(editor), { conversation });
	expect(await countWaiting(place.as(editor), {})).toBe(waiting - 1);
	await reopenConversation(place.as(editor), { conversation });
	expect(await countWaiting(place.as(editor), {})).toBe(waiting);
});

it('leaves out on request who said something: where it came home and where it will, and whoever answers still knows', async () => {
	const [first, other] = [await said('我說的話', { by: 1 }), await said('別人說的話', { by: 2 })];
	const [name, another] = await Promise.all(
		[first, other].map(async (one) => (await read(one.conversation)).author.name),
	);
	expect(name).not.toBe(another);
	await hideAuthor(place.as(editor), { conversation: first.conversation });
	await hideAuthor(place.as(editor), { conversation: first.conversation });
	const later = await said('後來又說', { by: 1 });
	const shown = await place.site.sql<{ body_text: string; origin_author: string; origin_url: string | null }[]>`
		select body_text, origin_author, origin_url from community.comment
		where id in ${place.site.sql([first.comment!, other.comment!, later.comment!])} order by id`;
	expect(shown.map(({ body_text, origin_author }) => [body_text, origin_author])).toEqual([
		['我說的話', ''],
		['別人說的話', another],
		['後來又說', ''],
	]);
	expect(shown.filter(({ origin_author }) => !origin_author).map(({ origin_url }) => origin_url)).toEqual([null, null]);
	expect((await read(later.conversation)).author.name).toBe(name);
	// Looking once more brings no name back.
	await collectPost(place.system(), post);
	await place.runJobs();
	const [again] = await place.site.sql`select origin_author from community.comment where id = ${first.comment!}`;
	expect(again!['origin_author']).toBe('');
	await expect(hideAuthor(place.as(member), { conversation: other.conversation })).rejects.toMatchObject({
		status: 403,
	});
	await expect(hideAuthor(place.as(editor), { conversation: 999_999 })).rejects.toMatchObject({ status: 404 });
});
