import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCategory, hideComment, openThread, postComment, startThread } from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { keepProduct, retireProduct } from '#commerce/server/index.ts';
import { publishArticle, unpublishArticle, writeArticle } from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	changeSettings,
	listFeedArticles,
	listFeedComments,
	listFeedTagged,
	listFeedThreads,
} from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Ctx;
beforeAll(async () => {
	place = await testSite();
	author = place.as(await sowMember(place.system(), 'author'));
	for (const [title, access, tags] of [
		['給大家的', 'public', ['釀造']],
		['給會員的', 'members', ['釀造', '會員']],
	] as const) {
		const { id } = await writeArticle(author, {
			title,
			body: fromMarkdown('全文在這裡', 'article'),
			excerpt: '摘要',
			access,
			tags: [...tags],
		});
		await publishArticle(author, { id });
	}
	await writeArticle(author, { title: '草稿', body: fromMarkdown('全文在這裡', 'article') });
});
afterAll(() => place.close());

it('carries public articles whole and of members-only ones the excerpt alone', async () => {
	const { items } = await listFeedArticles(place.as(), {});
	expect(items.map(({ title, html }) => [title, html])).toEqual([
		['給會員的', null],
		['給大家的', '<p>全文在這裡</p>'],
	]);
	// Whoever asks: a feed is one for all.
	expect((await listFeedArticles(author, {})).items[0]?.html).toBeNull();
});

it('names a product with its link, where no card can be drawn, and leaves out one that is gone', async () => {
	const keeper = place.as(await sowMember(place.system(), 'editor'));
	const { id: product } = await keepProduct(keeper, {
		sku: 's',
		name: '油 <清>',
		url: 'https://shop.example/?a=1&b=2',
	});
	const body = fromMarkdown(`前\n\n::block[product](${product})\n\n::block[product](9999)\n\n後`, 'article');
	const { id } = await writeArticle(author, { title: '買', body });
	await publishArticle(author, { id });
	const about: string[] = [];
	const read = async () => {
		const ctx = { ...place.as(), about: (...things: string[]) => void about.push(...things) };
		return (await listFeedArticles(ctx, {})).items.find(({ title }) => title === '買')?.html;
	};
	expect(await read()).toMatch(
		/^<p>前<\/p><div class="block"[^>]*><p><a href="https:\/\/shop\.example\/\?a=1&amp;b=2">油 &lt;清&gt;<\/a><\/p><\/div><p>後<\/p>$/,
	);
	expect(about).toContain(`product:${product}`);
	await retireProduct(keeper, { product });
	expect(await read()).toBe('<p>前</p><p>後</p>');
	await unpublishArticle(author, { id });
});

it('tells of one tag alone', async () => {
	expect((await listFeedArticles(place.as(), { tag: '會員' })).items.map(({ title }) => title)).toEqual(['給會員的']);
	expect((await listFeedArticles(place.as(), { tag: '沒有' })).items).toEqual([]);
});

it('tells of the threads of a tag among its articles, as a visitor may read them', async () => {
	const member = place.as(await sowMember(place.system()));
	const { id: category } = await sowCategory(place.system());
	const { id: shut } = await createCategory(place.system(), { slug: 'shut', name: '內部', seenBy: 'some' });
	const start = async (title: string, more: object = {}) => {
		place.clock.advance(3_600_000);
		const said = {
			category,
			author: member.actor.kind === 'member' ? member.actor.member : 0,
			title,
			body: { text: '大家怎麼看' },
		};
		return startThread(place.system(), { ...said, tags: ['釀造'], ...more });
	};
	await start('釀造請教');
	await start('別的標籤', { tags: ['保存'] });
	await start('內部的釀造', { category: shut });
	const gone = await start('收掉的釀造');
	await hideComment(place.system(), { id: gone.comment });
	const { items, hub } = await listFeedTagged(place.as(), { tag: '釀造' });
	expect(items.map(({ title, tags }) => [title, tags])).toEqual([
		['釀造請教', ['釀造']],
		['給會員的', ['釀造', '會員']],
		['給大家的', ['釀造']],
	]);
	expect(hub).toBeNull();
});

it('carries excerpts alone when the brand wants it, and refuses a hub without https', async () => {
	const editor = place.as(await sowMember(place.system(), 'editor'));
	const settings = { feedContent: 'excerpt', hub: 'https://hub.example/', indexNow: false, webmention: false } as const;
	await expect(changeSettings(author, settings)).rejects.toThrow('permission.denied');
	await expect(changeSettings(editor, { ...settings, hub: 'http://hub.example/' })).rejects.toThrow('input.invalid');
	await changeSettings(editor, settings);
	const { items, hub } = await listFeedArticles(place.as(), {});
	expect(items.every(({ html }) => html === null)).toBe(true);
	expect(hub).toBe('https://hub.example/');
});

it('tells of the threads of a category with what they open with', async () => {
	const category = await sowCategory(place.system());
	const member = await sowMember(place.system());
	await startThread(place.as(member), {
		category: category.id,
		title: '豆油怎麼保存？',
		body: { text: '開封以後要冰嗎' },
	});
	const { items } = await listFeedThreads(place.as(), { category: category.id });
	expect(items).toMatchObject([
		{ title: '豆油怎麼保存？', summary: '開封以後要冰嗎', authors: [member.kind === 'member' ? member.name : ''] },
	]);
});

it('tells of what is said in a thread, and of nothing that not everybody may read', async () => {
	const category = await sowCategory(place.system());
	const [member, other, moderator] = await Promise.all([
		sowMember(place.system()),
		sowMember(place.system()),
		sowMember(place.system(), 'moderator'),
	]);
	const { id: thread, comment } = await startThread(place.as(member), {
		category: category.id,
		title: '鹽麴可以放多久？',
		body: { text: '放冰箱 <b>三個月</b>' },
	});
	const { id: gone } = await postComment(place.as(other), { thread, body: { text: '買這個牌子' } });
	const paths = async () => (await listFeedComments(place.as(), { thread })).found.items.map(({ path }) => path);
	expect(await paths()).toEqual([`/community/comment/${gone}/place`, `/community/comment/${comment}/place`]);
	await hideComment(place.as(moderator), { id: gone });
	const { thread: told, found } = await listFeedComments(place.as(), { thread });
	expect(told.title).toBe('鹽麴可以放多久？');
	expect(found.items).toMatchObject([{ title: expect.stringContaining('放冰箱'), summary: '放冰箱 <b>三個月</b>' }]);
	await place.site.sql`update community.thread set hidden = now() where id = ${thread}`;
	await expect(paths()).rejects.toMatchObject({ code: 'thread.not-found' });
	await expect(listFeedComments(place.as(), { thread: 999_999 })).rejects.toMatchObject({ code: 'thread.not-found' });
	// What hangs under an article for members is for members.
	const [article] = await place.site.sql<{ id: number }[]>`select id from content.article where access = 'members'`;
	const subject = `article:${article?.id}`;
	const under = await openThread(place.system(), { subject, title: '給會員的', path: '/articles/m' });
	await expect(listFeedComments(place.as(), { thread: under.id })).rejects.toMatchObject({ code: 'thread.not-found' });
});
