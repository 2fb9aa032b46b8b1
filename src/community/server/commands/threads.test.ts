import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	createCategory,
	findThread,
	listCategories,
	listThreads,
	openThread,
	postComment,
	readCategory,
	readThread,
	startThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let member: Actor;
let category: { id: number; slug: string };
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	member = await sowMember(place.system());
	category = await sowCategory(place.system());
});
afterAll(() => place.close());

const article = { subject: 'article:900000', title: '豆油', path: '/articles/x' };
const start = (more: object = {}, actor = member) =>
	startThread(place.as(actor), {
		category: category.id,
		title: '豆油怎麼保存？',
		body: { text: '開封以後要冰嗎' },
		...more,
	});

describe('openThread', () => {
	it('opens one thread for a subject, however often and at once', async () => {
		const opened = await Promise.all(Array.from({ length: 10 }, () => openThread(place.system(), article)));
		expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
		await openThread(place.system(), { ...article, title: '新標題', path: '/articles/y' });
		expect(await findThread(place.as(), { subject: article.subject })).toMatchObject({
			title: '新標題',
			path: '/articles/y',
			subject: article.subject,
			category: null,
		});
		const facts = await place
			.as()
			.db.selectFrom('platform.event')
			.select('name')
			.where('data', '@>', { subject: article.subject } as never)
			.orderBy('id')
			.execute();
		expect(facts.map(({ name }) => name)).toEqual(['thread.opened', 'thread.changed']);
	});

	it.each([
		[{ subject: 'article' }],
		[{ subject: "article:1' or 1=1" }],
		[{ path: '//evil.example' }],
		[{ path: 'https://evil.example' }],
		[{ title: '  ' }],
	])('refuses %j', async (more) => {
		await expect(openThread(place.system(), { ...article, ...more })).rejects.toMatchObject({ status: 422 });
	});

	it('is for those who work here', async () => {
		await expect(openThread(place.as(member), article)).rejects.toMatchObject({ status: 403 });
		await expect(withdrawThread(place.as(member), article)).rejects.toMatchObject({ status: 403 });
	});
});

describe('startThread', () => {
	it('starts with its opening, at an address of its own', async () => {
		const { id, path, comment } = await start();
		expect(path).toBe(`/community/${category.slug}/${id}-${encodeURIComponent('豆油怎麼保存')}`);
		const page = await readThread(place.as(), { thread: id });
		expect(page).toMatchObject({
			thread: { title: '豆油怎麼保存？', path, replies: 0, comment_count: 1 },
			comments: [{ id: comment }],
			total: 1,
		});
		const facts = await place
			.as()
			.db.selectFrom('platform.event')
			.select('name')
			.where('about', '=', `thread:${id}`)
			.orderBy('id')
			.execute();
		expect(facts.map(({ name }) => name)).toEqual(['thread.started', 'comment.posted']);
	});

	it.each([
		[{ title: '短' }, 'input.invalid'],
		[{ title: '長'.repeat(101) }, 'input.invalid'],
		[{ title: '\u202e\u200b ' }, 'input.invalid'],
		[{ title: { a: 1 } }, 'input.invalid'],
		[{ body: { text: ' ' } }, 'input.invalid'],
		[{ category: 999_999 }, 'category.not-found'],
		[{ category: '__proto__' }, 'input.invalid'],
	])('refuses %j', async (more, code) => {
		await expect(start(more)).rejects.toMatchObject({ code });
		expect(await listThreads(place.as(), { category: category.id })).toMatchObject({ items: [] });
	});

	it('keeps a staff category for staff, who are answered by everybody', async () => {
		const house = await sowCategory(place.system(), 'staff');
		const editor = await sowMember(place.system(), 'editor');
		await expect(start({ category: house.id })).rejects.toMatchObject({ code: 'permission.denied' });
		await expect(start({ category: house.id }, visitor)).rejects.toMatchObject({ code: 'session.required' });
		const { id } = await start({ category: house.id }, editor);
		await expect(postComment(place.as(member), { thread: id, body: { text: '收到公告' } })).resolves.toBeTruthy();
	});

	it('brakes, also when pressed ten times at once', async () => {
		const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => start()));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const editor = await sowMember(place.system(), 'editor');
		const pressed = await Promise.allSettled(Array.from({ length: 5 }, () => start({}, editor)));
		expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(pressed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'thread.repeated' } });
		place.clock.advance(5_000);
		await expect(start({ title: '另一個問題' })).rejects.toMatchObject({
			code: 'thread.too-fast',
			details: { seconds: 10 },
		});
	});
});

describe('createCategory', () => {
	it('is the editors’, has an address of its own, and is read by it', async () => {
		const owner = await sowMember(place.system(), 'owner');
		const made = await createCategory(place.as(owner), {
			slug: '食譜',
			name: '食譜交換',
			description: '<b>大家的</b>',
		});
		expect(await readCategory(place.as(), { slug: '食譜' })).toMatchObject({
			id: made.id,
			path: `/community/${encodeURIComponent('食譜')}`,
			description: '<b>大家的</b>',
		});
		await expect(createCategory(place.as(owner), { slug: '食譜', name: '又來' })).rejects.toMatchObject({
			code: 'category.taken',
			status: 409,
		});
		await expect(createCategory(place.as(member), { slug: 'mine', name: '我的' })).rejects.toMatchObject({
			status: 403,
		});
		for (const slug of ['new', 'comment', 'a/b', '..', ' ', 'a--b']) {
			await expect(createCategory(place.as(owner), { slug, name: '壞' })).rejects.toMatchObject({ status: 422 });
		}
		await expect(readCategory(place.as(), { slug: "x' or '1'='1" })).rejects.toMatchObject({
			code: 'category.not-found',
		});
	});
});

describe('listThreads', () => {
	it('goes through all of them, newest activity first, each once, even when one moves up meanwhile', async () => {
		const ids: number[] = [];
		for (let index = 0; index < 7; index++) {
			ids.push((await start({ title: `第 ${index} 個問題` })).id);
			place.clock.advance(20_000);
		}
		const first = await listThreads(place.as(), { category: category.id, limit: 3 });
		expect(first.items.map(({ id }) => id)).toEqual([ids[6], ids[5], ids[4]]);
		await postComment(place.as(member), { thread: ids[4] as number, body: { text: '把它推上去' } });
		const second = await listThreads(place.as(), { category: category.id, limit: 3, before: first.next as string });
		expect(second.items.map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
		const third = await listThreads(place.as(), { category: category.id, limit: 3, before: second.next as string });
		expect(third).toMatchObject({ items: [{ id: ids[0] }], next: null });
		expect((await listThreads(place.as(), { category: category.id, limit: 1 })).items[0]).toMatchObject({
			id: ids[4],
			replies: 1,
			category: { id: category.id },
		});
	});

	it('has what is said under articles, not what is hidden, withdrawn or silent', async () => {
		const subject = 'article:900100';
		const { id } = await openThread(place.system(), { ...article, subject });
		const listed = async () => (await listThreads(place.as(), { limit: 100 })).items.map((item) => item.id);
		expect(await listed()).not.toContain(id);
		await postComment(place.as(member), { thread: id, body: { text: '開口了' } });
		expect(await listed()).toContain(id);
		await withdrawThread(place.system(), { subject });
		expect(await listed()).not.toContain(id);
		await openThread(place.system(), { ...article, subject });
		expect(await listed()).toContain(id);
		await place.site.sql`update community.thread set hidden = now() where id = ${id}`;
		expect(await listed()).not.toContain(id);
	});

	it.each([
		[{ before: "1-1' or 1=1" }],
		[{ before: '9'.repeat(40) }],
		[{ category: 'x' }],
		[{ limit: 100_000 }],
		[{ limit: -1 }],
	])('refuses %j', async (input) => {
		await expect(listThreads(place.as(), input as never)).rejects.toMatchObject({ status: 422 });
	});

	it('counts threads per category', async () => {
		await start();
		const found = (await listCategories(place.as())).find(({ id }) => id === category.id);
		expect(found).toMatchObject({ threads: 1, active: place.clock.now(), startedBy: 'members' });
	});
});
