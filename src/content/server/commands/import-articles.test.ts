import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { importComments, readThread } from '#community/server/index.ts';
import {
	findAddress,
	importArticles,
	listRevisions,
	publishArticle,
	readArticle,
	writeArticle,
} from '#content/server/index.ts';
import { findSocialPicture } from '#media/server/index.ts';
import { sowArticle, sowWriter } from '#content/server/sow.ts';
import { fromText } from '#platform/document/from-text.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author = 0;
beforeAll(async () => {
	place = await testSite();
	author = (await sowWriter(place.system())).member;
});
afterAll(() => place.close());

const one = (title: string, more: object = {}) => ({
	title,
	body: fromMarkdown(`${title}的內文，等兩年。`, 'article'),
	authors: [author],
	published: new Date('2020-05-01T00:00:00Z'),
	...more,
});
async function read(slug: string) {
	const found = await readArticle(place.as(), { slug });
	if ('moved' in found) throw new Error(found.moved);
	return found;
}
const facts = async (name: string) =>
	Number((await place.site.sql`select count(*) from platform.event where name = ${name}`)[0]?.['count']);

it('brings many at once, each whole: address, revision, conversation, dates', async () => {
	const mine = place.as(await sowWriter(place.system(), 'editor'));
	await sowArticle(mine, '醬油');
	const made = await importArticles(place.system(), {
		articles: [
			one('醬油', {
				thread: { number: 700, opened: new Date('2020-05-02T00:00:00Z'), closed: new Date('2020-05-03T00:00:00Z') },
				tags: ['甲', '甲'],
			}),
			one('醬油'),
			one('search', { slug: 'search' }),
			one('草稿', { published: null }),
			one('空的', { body: { type: 'doc', content: [{ type: 'paragraph' }] } }),
			one('有舊址', { formerSlugs: ['從前'] }),
		],
	});
	expect(made.map(({ slug }) => slug)).toEqual(['醬油-2', '醬油-3', 'search-1', '草稿', '空的', '有舊址']);
	expect(made.map(({ published }) => published !== null)).toEqual([true, true, true, false, false, true]);
	const article = await read('醬油-2');
	expect(article).toMatchObject({ thread: 700, tags: ['甲'], published: new Date('2020-05-01T00:00:00Z') });
	expect((await readThread(place.as(), { thread: 700 })).thread).toMatchObject({ writable: false });
	expect((await listRevisions(mine, { article: article.id })).items).toHaveLength(1);
	expect(await findAddress(place.as(), { slug: '從前' })).toMatchObject({
		path: '/articles/%E6%9C%89%E8%88%8A%E5%9D%80',
	});
	expect([await facts('article.imported'), await facts('article.published')]).toEqual([4, 0]);
	// The next conversation finds its number free.
	const next = await writeArticle(mine, { title: '之後', body: fromMarkdown('之後', 'article') });
	await publishArticle(mine, { id: next.id });
	expect((await read('之後')).thread).toBeGreaterThan(700);
});

it('is the product’s own hand alone, and keeps all of them out with one that cannot come', async () => {
	const owner = place.as(await sowWriter(place.system(), 'owner'));
	await expect(importArticles(owner, { articles: [one('別人')] })).rejects.toMatchObject({ code: 'permission.denied' });
	const bad = one('壞', { body: { type: 'doc', content: [{ type: 'script' }] } });
	await expect(importArticles(place.system(), { articles: [one('好'), bad] })).rejects.toMatchObject({
		code: 'document.invalid',
	});
	const rows = await place.site.sql`select 1 from content.article where title in ('好', '壞')`;
	expect(rows).toHaveLength(0);
});

it('brings comments of several conversations at once, with their numbers and what became of them', async () => {
	const made = await importArticles(place.system(), { articles: [one('甲'), one('乙')] });
	const [first, second] = await Promise.all(made.map(async ({ slug }) => (await read(slug)).thread as number));
	const say = (thread: number | undefined, text: string, more: object = {}) => ({
		thread: thread as number,
		author: null,
		origin: { network: 'old', author: '小陳', id: text, url: 'https://old.example/1' },
		body: { ...fromText(text, 'comment') },
		posted: new Date('2020-06-01T00:00:00Z'),
		...more,
	});
	const { ids } = await importComments(place.system(), {
		comments: [
			say(first, '一', { id: 9000 }),
			say(second, '二', { id: 9001 }),
			say(first, '回一', { parent: { place: 0 }, hidden: new Date('2020-06-02T00:00:00Z') }),
			say(second, '沒了', { deleted: new Date('2020-06-02T00:00:00Z') }),
		],
	});
	expect(ids.slice(0, 2)).toEqual([9000, 9001]);
	expect((await readThread(place.as(), { thread: first as number })).thread.comment_count).toBe(1);
	expect((await readThread(place.as(), { thread: second as number })).thread.comment_count).toBe(1);
	const [row] = await place.site.sql`select body_text, origin_url from community.comment where id = ${ids[3] ?? 0}`;
	expect(row).toEqual({ body_text: '', origin_url: 'https://old.example/1' });
	// What answers across conversations is nobody's.
	const across = { comments: [say(first, '三'), say(second, '四', { parent: { id: 9000 } })] };
	await expect(importComments(place.system(), across)).rejects.toMatchObject({ code: 'comment.not-found' });
});

it('is followed at once by what readers go on with, and by its share picture', { timeout: 60_000 }, async () => {
	const [first, second] = await importArticles(place.system(), {
		articles: [one('大缸', { tags: ['缸'] }), one('小缸', { tags: ['缸'] })],
	});
	await place.runJobs();
	expect((await read('大缸')).related.map(({ id }) => id)).toEqual([second?.id]);
	expect((await read('小缸')).related.map(({ id }) => id)).toEqual([first?.id]);
	expect(await findSocialPicture(place.as(), `article:${first?.id}`)).toMatchObject({ width: 1200 });
});
