import { afterAll, beforeAll, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	changeCategory,
	deleteComment,
	hideComment,
	listSaid,
	openThread,
	postComment,
	showComment,
	startThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { createCategory } from '#community/server/commands/create-category.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let writer: Extract<Actor, { kind: 'member' }>;
let owner: Actor;
let open: { id: number; slug: string };
beforeAll(async () => {
	place = await testSite();
	writer = await sowMember(place.system());
	owner = await sowMember(place.system(), 'owner');
	open = await createCategory(place.system(), { slug: 'open', name: '公開', anonymous: true });
});
afterAll(() => place.close());

const said = async (actor: Actor = visitor) =>
	(await listSaid(place.as(actor), { member: writer.member })).map(({ text }) => text);
const say = async (thread: number, text: string, more: object = {}) => {
	place.clock.advance(120_000);
	return postComment(place.as(writer), { thread, body: { text }, ...more });
};
const begin = async (text: string) => {
	place.clock.advance(600_000);
	return startThread(place.as(writer), { category: open.id, title: `說到${text}`, body: { text } });
};

it('shows what somebody said under their name, newest first, shortened, with its way', async () => {
	const { id } = await sowThread(place.system());
	await say(id, '先說這一句');
	const { id: last } = await say(id, `後說這一句${'很長'.repeat(200)}`);
	const [first] = await listSaid(place.as(visitor), { member: writer.member });
	expect(first).toMatchObject({ href: `/community/comment/${last}/place`, posted: place.clock.now() });
	expect(first?.title).toMatch(/^Article/);
	expect([...(first?.text ?? '')]).toHaveLength(141);
	expect(await said()).toEqual([first?.text, '先說這一句']);
});

it('shows nothing that is hidden, deleted, said without a name, or in a thread that is away', async () => {
	const { id: thread } = await sowThread(place.system());
	const before = await said();
	const hidden = await say(thread, '等一下被收起來');
	const deleted = await say(thread, '等一下自己刪掉');
	const { id: opened } = await begin('匿名的話題');
	await say(opened, '這句沒有名字', { nameless: true });
	const away = await openThread(place.system(), { subject: 'article:77', title: '下架', path: '/articles/away' });
	await say(away.id, '文章要下架了');
	expect(await said()).toEqual(
		['文章要下架了', '匿名的話題', '等一下自己刪掉', '等一下被收起來', ...before].slice(0, 8),
	);
	await hideComment(place.as(owner), { id: hidden.id });
	await deleteComment(place.as(writer), { id: deleted.id });
	await withdrawThread(place.system(), { subject: 'article:77' });
	expect(await said()).toEqual(['匿名的話題', ...before].slice(0, 8));
	await showComment(place.as(owner), { id: hidden.id });
	expect(await said()).toContain('等一下被收起來');
});

it('obeys who may see the category, and depends on every thread that was looked at', async () => {
	const { id: thread } = await begin('只給同事看');
	expect(await said()).toContain('只給同事看');
	await changeCategory(place.as(owner), { category: open.id, slug: 'open', name: '公開', seenBy: 'some', see: [] });
	expect(await said()).not.toContain('只給同事看');
	expect(await said(owner)).toContain('只給同事看');
	const needed: string[] = [];
	const ctx = { ...place.as(visitor), about: (...things: string[]) => void needed.push(...things) };
	await listSaid(ctx, { member: writer.member });
	expect(needed).toEqual(
		expect.arrayContaining([`member:${writer.member}`, `thread:${thread}`, `category:${open.id}`]),
	);
});
