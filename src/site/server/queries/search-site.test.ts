import { afterAll, beforeAll, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { createCategory, hideComment, postComment, startThread } from '#community/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { publishArticle, publishPage, writeArticle, writePage } from '#content/server/index.ts';
import { findWayOut, searchSite } from '#site/server/index.ts';
import { splitAtWords, wordsOf } from '#site/found.ts';

let place: TestSite;
let owner: Actor;
const text = (words: string) => fromMarkdown(words, 'article');
const search = async (question: string) => (await searchSite(place.as(), { question })).items;
const titles = async (question: string) => (await search(question)).map(({ title }) => title);

beforeAll(async () => {
	place = await testSite();
	const { id } = await createMember(place.system(), {
		name: '店主',
		email: 'o@example.com',
		role: 'owner',
		locale: 'zh-TW',
	});
	owner = { kind: 'member', member: id, name: '店主', handle: 'o', role: 'owner' };
	const ctx = () => place.as(owner);
	const write = async (title: string, words: string, more: object = {}) => {
		const article = await writeArticle(ctx(), { title, body: text(words), ...more });
		await publishArticle(ctx(), article);
		place.clock.advance(60_000);
	};
	await write('豆油怎麼選', '看標示：純釀造才有豆香。100% 黑豆 C_P 值高');
	await write('一百八十天', '曬足一百八十天的豆油。'.repeat(20) + '最後才開缸。');
	await write('會員限定', '開頭人人可讀。'.repeat(40) + '祕密配方在這裡。', { access: 'members' });
	await writeArticle(ctx(), { title: '豆油草稿', body: text('豆油') });
	const page = await writePage(ctx(), { title: '關於豆油間', slug: 'about-us', body: text('三代人的豆油間。') });
	await publishPage(ctx(), page);
	await writePage(ctx(), { title: '豆油頁草稿', slug: 'about-draft', body: text('豆油') });
	const category = await createCategory(ctx(), { slug: 'ask', name: '請教', description: '' });
	const thread = await startThread(ctx(), {
		category: category.id,
		title: '開封後要冰嗎',
		body: { text: '放室溫可以嗎？' },
	});
	const answer = await postComment(ctx(), { thread: thread.id, body: { text: '紫色章魚說要冰。' } });
	await postComment(ctx(), { thread: thread.id, body: { text: '冰起來比較香。' } });
	await hideComment(ctx(), { id: answer.id } as never);
});
afterAll(() => place.close());

it('finds what is public: in titles first, then the newest', async () => {
	expect(await titles('豆油')).toEqual(['關於豆油間', '豆油怎麼選', '一百八十天']);
	expect(await titles('比較香')).toEqual(['開封後要冰嗎']);
	expect((await search('比較香'))[0]).toMatchObject({
		kind: 'thread',
		path: expect.stringMatching(/^\/community\/ask\//) as string,
	});
});

it('wants every word, whether wide or narrow, large or small', async () => {
	expect(await titles('豆油　開缸')).toEqual(['一百八十天']);
	expect(await titles('１００％　c_p')).toEqual(['豆油怎麼選']);
	expect(await titles('豆油 不存在的字')).toEqual([]);
});

it('takes signs as signs, never as patterns', async () => {
	expect(await titles('%')).toEqual(['豆油怎麼選']);
	expect(await titles('C%P')).toEqual([]);
	expect(await titles('c.p')).toEqual([]);
	expect(await titles('\\')).toEqual([]);
	expect(await titles("'; drop table content.article; --")).toEqual([]);
});

it('tells nothing of what is not for everybody', async () => {
	expect(await titles('祕密配方')).toEqual([]);
	expect(await titles('開頭人人可讀')).toEqual(['會員限定']);
	expect(JSON.stringify(await search('會員限定'))).not.toContain('祕密');
	expect(await titles('紫色章魚')).toEqual([]);
	expect(await titles('草稿')).toEqual([]);
});

it('asks nothing of nothing, and little of very much', async () => {
	expect(await search('   ')).toEqual([]);
	expect(wordsOf(Array.from({ length: 20 }, (_, index) => index).join(' '))).toHaveLength(5);
	expect(await search('長'.repeat(1000))).toEqual([]);
	expect(splitAtWords('豆油(好)豆油', ['(好', '豆油'])).toEqual(['', '豆油', '', '(好', ')', '豆油', '']);
});

it('shows the text around what was found', async () => {
	const [found] = await search('開缸');
	expect(found?.pieces.join('').length).toBeLessThanOrEqual(140);
	expect(found?.pieces[1]).toBe('開缸');
});

it('offers the nearest addresses and what others like to read where nothing is', async () => {
	const way = await findWayOut(place.as(), { path: '/abuot-us' });
	expect(way.similar).toEqual([{ title: '關於豆油間', path: '/about-us' }]);
	expect(way.popular.map(({ title }) => title)).toContain('豆油怎麼選');
	expect(
		(await findWayOut(place.as(), { path: `/articles/${encodeURIComponent('豆油怎麼挑')}` })).similar[0]?.title,
	).toBe('豆油怎麼選');
	for (const path of ['/', '/%zz', '/%00ab', '/wp-login.php', `/${'x'.repeat(2000)}`])
		expect((await findWayOut(place.as(), { path })).similar, path).toEqual([]);
	expect(JSON.stringify(await findWayOut(place.as(), { path: '/about-draft' }))).not.toContain('草稿');
});
