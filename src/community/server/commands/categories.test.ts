import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	changeCategory,
	createCategory,
	findMovedCategory,
	findThread,
	listCategories,
	listThreads,
	readCategory,
	readThread,
	removeCategory,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { memberListPart } from '#community/member-list.ts';
import { langOf } from '#community/thread.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
let member: Actor;
let category: { id: number; slug: string };
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	editor = await sowMember(place.system(), 'editor');
	member = await sowMember(place.system());
	category = await sowCategory(place.system());
});
afterAll(() => place.close());

const change = (more: object = {}, actor: Actor = editor) =>
	changeCategory(place.as(actor), { category: category.id, slug: category.slug, name: '分類', ...more });
const start = () =>
	startThread(place.as(member), { category: category.id, title: '怎麼保存呢', body: { text: '要冰嗎' } });

it('changes what it is called, offers and begins with', async () => {
	await change({
		name: '食譜',
		kinds: ['question'],
		startedBy: 'staff',
		closeDays: '30',
		template: '用了什麼豆油？',
		position: '3',
	});
	expect(await readCategory(place.as(), { slug: category.slug })).toMatchObject({
		name: '食譜',
		kinds: ['question'],
		startedBy: 'staff',
		template: '用了什麼豆油？',
		closeDays: 30,
	});
	await expect(start()).rejects.toMatchObject({ code: 'permission.denied' });
});

it('says in which language people speak there, and what they say is marked as that on pages in another', async () => {
	await change({ locale: 'en' });
	const { id } = await start();
	const { items } = await listThreads(place.as(), { category: category.id });
	expect(items.find((one) => one.id === id)?.locale).toBe('en');
	const { thread } = await readThread(place.as(), { thread: id });
	expect([langOf(thread, 'zh-TW'), langOf(thread, 'en')]).toEqual(['en', undefined]);
	const found = { items: items.map((one) => ({ ...one, unread: false, fresh: false })), next: null, lastVisit: null };
	const list = (locale: 'zh-TW' | 'en') =>
		memberListPart({ list: 'latest', found, first: true, locale, brand: { name: '店', timeZone: 'Asia/Taipei' } });
	expect(list('zh-TW')).toContain(`lang="en">怎麼保存呢</a>`);
	expect(list('en')).not.toContain('lang=');
	await change({ locale: null });
	expect((await readThread(place.as(), { thread: id })).thread.locale).toBeNull();
});

it('stands at a new address with its threads; the old ones lead on, also back again', async () => {
	const { id, path } = await start();
	await change({ slug: '廚房' });
	const moved = await findThread(place.as(), { id });
	expect(moved?.path).toBe(path.replace(category.slug, encodeURIComponent('廚房')));
	expect(await findMovedCategory(place.as(), { slug: category.slug })).toBe(`/community/${encodeURIComponent('廚房')}`);
	await change({ slug: 'kitchen' });
	expect(await findMovedCategory(place.as(), { slug: category.slug })).toBe('/community/kitchen');
	expect(await findMovedCategory(place.as(), { slug: '廚房' })).toBe('/community/kitchen');
	await change({ slug: category.slug });
	expect(await findMovedCategory(place.as(), { slug: category.slug })).toBeNull();
	expect((await findThread(place.as(), { id }))?.path).toBe(path);
});

it('tells the pages of its threads, which show its name', async () => {
	const { id } = await start();
	const about: string[] = [];
	await readThread({ ...place.as(), about: (...things) => void about.push(...things) }, { thread: id });
	await change({ name: '新名字' });
	const [fact] = await place.site.sql<{ things: string[] }[]>`
		select things from platform.event where name = 'category.changed' order by id desc limit 1`;
	expect(about.some((thing) => fact?.things.includes(thing))).toBe(true);
	// What is said in one thread leaves the pages of the others alone.
	const [said] = await place.site.sql<{ things: string[] }[]>`
		select things from platform.event where name = 'comment.posted' order by id desc limit 1`;
	expect(said?.things).not.toContain(`category-face:${category.id}`);
});

it('takes no address that somebody has or had', async () => {
	const other = await sowCategory(place.system());
	await expect(change({ slug: other.slug })).rejects.toMatchObject({ code: 'category.taken' });
	await change({ slug: 'first-name' });
	await change({ slug: 'second-name' });
	const take = () => createCategory(place.as(editor), { slug: 'first-name', name: '別人' });
	await expect(take()).rejects.toMatchObject({ code: 'category.taken' });
	for (const slug of ['log', 'new', 'a/b', '', '__proto__'])
		await expect(change({ slug })).rejects.toMatchObject({ status: 422 });
	await expect(change({ closeDays: -1 })).rejects.toMatchObject({ status: 422 });
	await expect(change({ kinds: [] })).rejects.toMatchObject({ status: 422 });
	await expect(change({ template: 'x'.repeat(5_001) })).rejects.toMatchObject({ status: 422 });
	await expect(change({}, member)).rejects.toMatchObject({ status: 403 });
	await expect(change({ category: 999_999 })).rejects.toMatchObject({ code: 'category.not-found' });
});

it('goes when it is empty, and only then', async () => {
	await start();
	await expect(removeCategory(place.as(editor), { category: category.id })).rejects.toMatchObject({
		code: 'category.not-empty',
	});
	const empty = await sowCategory(place.system());
	await expect(removeCategory(place.as(member), { category: empty.id })).rejects.toMatchObject({ status: 403 });
	await removeCategory(place.as(editor), { category: empty.id });
	await removeCategory(place.as(editor), { category: empty.id });
	expect((await listCategories(place.as())).map(({ id }) => id)).not.toContain(empty.id);
});
