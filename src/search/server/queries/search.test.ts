import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { keepProduct, listShownProducts, retireProduct } from '#commerce/server/index.ts';
import {
	acceptAnswer,
	createCategory,
	hideComment,
	postComment,
	startThread,
	tagThread,
	turnThread,
} from '#community/server/index.ts';
import { cancelGathering, keepGathering, publishGathering } from '#gathering/server/index.ts';
import { createMember, keepSegment, suspendMember } from '#membership/server/index.ts';
import {
	deleteArticle,
	publishArticle,
	publishPage,
	removeTag,
	renameTag,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { catchUp, indexThings, search as searchFor, suggest } from '#search/server/index.ts';

let place: TestSite;
let owner: Actor;
let category: number;
const text = (words: string) => fromMarkdown(words, 'article');
const search = async (question: string, actor?: Actor) => {
	await place.runJobs();
	return (await searchFor(place.as(actor), { question })).items;
};
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
	({ id: category } = await createCategory(ctx(), { slug: 'ask', name: '請教', description: '' }));
	const thread = await startThread(ctx(), {
		category,
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
		kind: 'comment',
		path: expect.stringMatching(/^\/community\/comment\/\d+\/place$/) as string,
	});
});

it('wants every word, whether wide or narrow, large or small', async () => {
	expect(await titles('豆油　開缸')).toEqual(['一百八十天']);
	expect(await titles('１００％　c_p')).toEqual(['豆油怎麼選']);
	expect(await titles('豆油 不存在的字')).toEqual([]);
});

it('takes signs as signs, never as patterns', async () => {
	expect(await titles('%')).toEqual([]);
	expect(await titles('_')).toEqual([]);
	expect(await titles('C%P')).toEqual(['豆油怎麼選']);
	expect(await titles("豆' | '油")).toEqual(await titles('豆 油'));
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
	expect(await search('長'.repeat(1000))).toEqual([]);
});

it('shows the text around what was found', async () => {
	const [found] = await search('開缸');
	expect(found?.pieces.join('').length).toBeLessThanOrEqual(142);
	expect(found?.pieces[1]).toBe('開缸');
});

it('knows no difference between the scripts, and finds one character and what crosses words', async () => {
	expect(await titles('怎么选')).toEqual(['豆油怎麼選']);
	expect(await titles('缸')).toEqual(['一百八十天']);
	expect(await titles('油怎')).toEqual(['豆油怎麼選']);
	// One beside letters or numbers, as it stands there (C_P 值高, 100% 黑豆): where a run begins, and nowhere else.
	for (const there of ['P值', '１００黑', '值', '高', '值 P']) expect(await titles(there)).toEqual(['豆油怎麼選']);
	for (const not of ['P高', '100豆', '"值P"', '黑值']) expect(await titles(not)).toEqual([]);
});

it('finds what stands at the end of a very long text, and words that are far apart in it', async () => {
	const ctx = place.as(owner);
	const long = await writeArticle(ctx, {
		title: '長文',
		body: text(`開頭有釀酒師傅。\n\n${'平常的字句，'.repeat(4_000)}\n\n最後提到三峽老街。`),
	});
	await publishArticle(ctx, long);
	expect(await titles('三峽老街')).toEqual(['長文']);
	expect(await titles('釀酒師傅 三峽')).toEqual(['長文']);
	expect(await titles('釀酒師傅 沒有這個')).toEqual([]);
	// Only the beginning of a long text is read to put it in order; what is shown is read as far as it has to be.
	expect((await search('三峽老街'))[0]?.pieces[1]).toBe('三峽老街');
});

it('leaves out, and keeps to an author, a place and a time', async () => {
	expect(await titles('豆油 -標示')).toEqual(['關於豆油間', '一百八十天']);
	expect((await titles('香 by:店主')).sort()).toEqual(['豆油怎麼選', '開封後要冰嗎'].sort());
	expect(await titles('香 by:nobody')).toEqual([]);
	expect(await titles('香 in:ask')).toEqual(['開封後要冰嗎']);
	expect(await titles('in:ask')).toEqual(['開封後要冰嗎']);
	expect(await titles('豆油 before:2001')).toEqual([]);
});

it('finds threads and what is said in them by the tags of the thread, as these are now', async () => {
	const ctx = place.as(owner);
	const said = { category, title: '滷汁太鹹', body: { text: '加了冬瓜也一樣。' }, tags: ['湯水', '廚房'] };
	const { id } = await startThread(ctx, said);
	place.clock.advance(60_000);
	await postComment(ctx, { thread: id, body: { text: '冬瓜要先燙過。' } });
	const found = async (question: string) => (await search(question)).map(({ kind, title }) => `${kind} ${title}`);
	expect(await found('tag:湯水')).toContain('thread 滷汁太鹹');
	expect(await found('tag:汤水 燙過')).toEqual(['comment 滷汁太鹹']);
	// The word of the tag finds what is about it, not each sentence that was said there.
	expect(await found('湯水')).toEqual(['thread 滷汁太鹹']);
	await tagThread(ctx, { thread: id, tags: ['湯水', '鹹淡'] });
	expect(await found('tag:廚房')).toEqual([]);
	expect(await found('tag:鹹淡 冬瓜')).toEqual(['comment 滷汁太鹹']);
	await renameTag(ctx, { name: '鹹淡', to: '口味' });
	// By its former name, too.
	for (const tag of ['口味', '鹹淡']) expect(await found(`tag:${tag} 冬瓜`), tag).toEqual(['comment 滷汁太鹹']);
	await removeTag(ctx, { name: '口味' });
	expect(await found('tag:口味')).toEqual([]);
	const { id: shut } = await createCategory(ctx, { slug: 'shut-talk', name: '內部', seenBy: 'some' });
	await startThread(ctx, { category: shut, title: '不給人看的', body: { text: '冬瓜祕方' }, tags: ['內部湯水'] });
	expect(await found('tag:內部湯水')).toEqual([]);
	expect((await search('tag:內部湯水', owner)).map(({ title }) => title)).toContain('不給人看的');
});

it('takes the names of people, tags and categories as people write them, and days as the brand’s', async () => {
	const ctx = place.as(owner);
	const mei = await createMember(place.system(), {
		name: 'Mei 陳',
		handle: 'mei-c',
		email: 'mei@example.com',
	} as never);
	const writer: Actor = { kind: 'member', member: mei.id, name: 'Mei 陳', handle: mei.handle, role: 'author' };
	const recipe = { title: '滷味', body: text('章魚燒的配方。'), tags: ['食譜', 'Night Market'] };
	const made = await writeArticle(place.as(writer), recipe);
	await publishArticle(ctx, made);
	const { id: room } = await createCategory(ctx, { slug: 'open-talk', name: '閒聊 天地' });
	const said = { category: room, title: '你們吃過嗎', body: { text: '章魚燒好吃' } };
	await startThread(ctx, said);
	for (const author of ['mei-c', '@MEI-C', '"mei 陈"', '「Mei 陳」', '“ＭＥＩ　陳”'])
		expect(await titles(`章魚燒 by:${author}`), author).toEqual(['滷味']);
	// A part of a name is not the name.
	for (const nobody of ['mei', '陳', '"mei 陳 2"', '_', '%'])
		expect(await titles(`章魚燒 by:${nobody}`), nobody).toEqual([]);
	for (const tag of ['食譜', '食谱', '"night market"', '「Night Market」'])
		expect(await titles(`章魚燒 tag:${tag}`), tag).toEqual(['滷味']);
	for (const none of ['食', 'market', '章魚燒']) expect(await titles(`章魚燒 tag:${none}`), none).toEqual([]);
	for (const within of ['open-talk', 'OPEN-TALK', '"闲聊 天地"', '討論', '讨论', 'discussions'])
		expect(await titles(`章魚燒 in:${within}`), within).toEqual(['你們吃過嗎']);
	for (const within of ['articles', '文章', 'Articles'])
		expect(await titles(`章魚燒 in:${within}`), within).toEqual(['滷味']);
	for (const none of ['商品', 'members', '活動', '閒聊', '__proto__', 'toString'])
		expect(await titles(`章魚燒 in:${none}`), none).toEqual([]);
	// Half an hour after midnight in Taipei is the evening before in London.
	await place.site.sql`update site.brand set time_zone = 'Asia/Taipei'`;
	await place.site.sql`update content.article set published = '2025-03-09T16:30:00Z' where id = ${made.id}`;
	await place.runJobs();
	await indexThings(place.system(), { kind: 'article', ids: [made.id] });
	const first = '章魚燒 in:文章';
	for (const day of ['after:2025-03-10', 'after:2025/3/10 before:2025.3.11', 'after:2025 before:2026'])
		expect(await titles(`${first} ${day}`), day).toEqual(['滷味']);
	for (const day of ['before:2025-03-10', 'after:2025-03-11']) expect(await titles(`${first} ${day}`), day).toEqual([]);
	await deleteArticle(ctx, made);
	await place.runJobs();
});

it('forgets what went, and follows what changed', async () => {
	const ctx = place.as(owner);
	const { id } = await writeArticle(ctx, { title: '會改的', body: text('原本寫著藍鯨。') });
	await publishArticle(ctx, { id } as never);
	expect(await titles('藍鯨')).toEqual(['會改的']);
	await writeArticle(ctx, { id, title: '會改的', body: text('現在寫著海豚。') } as never);
	expect([await titles('藍鯨'), await titles('海豚')]).toEqual([[], ['會改的']]);
	await deleteArticle(ctx, { id } as never);
	expect(await titles('海豚')).toEqual([]);
});

it('does not show what was hidden before the index heard of it', async () => {
	const thread = await startThread(place.as(owner), {
		category,
		title: '剛剛開始的討論',
		body: { text: '綠色犀牛在這裡。' },
	});
	expect(await titles('綠色犀牛')).toEqual(['剛剛開始的討論']);
	await place.site.sql`update community.thread set hidden = now() where id = ${thread.id}`;
	expect((await searchFor(place.as(), { question: '綠色犀牛' })).items).toEqual([]);
	await place.site.sql`update community.thread set hidden = null where id = ${thread.id}`;
});

it('lets members find what members read, and nobody else', async () => {
	expect(await titles('祕密配方')).toEqual([]);
	const found = await search('祕密配方', { ...owner, role: 'member' } as Actor);
	expect(found.map(({ title }) => title)).toEqual(['會員限定']);
});

it('does not tell anybody what an article for some members says beyond its beginning', async () => {
	const segment = await keepSegment(place.as(owner), { name: '沒有人', definition: nobody });
	const article = { title: '只給幾位', body: text('人人可讀的開頭。'.repeat(40) + '陳皮藏在這裡。') };
	const { id } = await writeArticle(place.as(owner), { ...article, access: 'members', segment: segment.id });
	await publishArticle(place.as(owner), { id });
	await place.runJobs();
	const member = { ...owner, role: 'member' } as Actor;
	expect(await search('陳皮藏', member)).toEqual([]);
	const [found] = await search('只給幾位', member);
	expect(found?.pieces.join('')).not.toContain('陳皮');
	await deleteArticle(place.as(owner), { id });
	await place.runJobs();
});
const nobody = { groups: [{ conditions: [{ is: 'source' as const, value: 'nowhere' }] }] };

it('finds what was written in any year, the newest first, and what is to come', async () => {
	const years = ['2004-05-06', '2019-12-31', '2026-03-01', '2026-11-23'];
	const ids: number[] = [];
	for (const year of years) {
		const { id } = await writeArticle(place.as(owner), { title: year, body: text('山頂的那口井。') });
		await publishArticle(place.as(owner), { id });
		await place.site.sql`update content.article set published = ${new Date(year)} where id = ${id}`;
		ids.push(id);
	}
	await place.runJobs();
	await indexThings(place.system(), { kind: 'article', ids });
	const times = { begins: new Date('2027-08-01T02:00:00Z'), ends: new Date('2027-08-01T04:00:00Z') };
	const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '去看那口井' }] }] };
	const event = await keepGathering(place.as(owner), { title: '走讀', body, place: '山頂', ...times } as never);
	await publishGathering(place.as(owner), event);
	expect((await titles('那口井')).sort()).toEqual([...years, '走讀'].sort());
	expect((await titles('那口井 -去看')).slice(0, 4)).toEqual(years.toReversed());
	const suggested = await suggest(place.as(), { question: '2004-05' });
	expect(suggested.map(({ title }) => title)).toEqual(['2004-05-06']);
	for (const id of ids) await deleteArticle(place.as(owner), { id });
	await cancelGathering(place.as(owner), event);
	await place.runJobs();
});

it('is made anew from what stands there', async () => {
	const count = async () => (await place.site.sql`select count(*)::int as n from search.entry`)[0]?.['n'] as number;
	const before = await count();
	await place.site.sql`delete from search.entry`;
	await catchUp.run(place.system(), {});
	await catchUp.run(place.system(), {});
	expect(await count()).toBe(before);
	expect(await titles('比較香')).toEqual(['開封後要冰嗎']);
});

describe('people and products', () => {
	let reader: Actor;
	beforeAll(async () => {
		const { id, handle } = await createMember(place.system(), {
			name: '陳阿豆',
			email: 'dou@example.com',
			role: 'member',
		});
		reader = { kind: 'member', member: id, name: '陳阿豆', handle, role: 'member' };
		const product = { sku: 'clear', description: '日曬一百八十天', price: 680, currency: 'TWD' };
		await keepProduct(place.as(owner), { ...product, name: '壺底蔭油清', url: 'https://shop.example/clear' } as never);
		await keepProduct(place.as(owner), { ...product, sku: 'none', name: '壺底蔭油不賣', url: null } as never);
	});

	it('are found by those who have joined; a stranger does not go through the names', async () => {
		expect((await search('阿豆', reader))[0]).toMatchObject({
			kind: 'member',
			title: '陳阿豆',
			path: expect.stringContaining('/members/'),
		});
		expect(await search('阿豆')).toEqual([]);
		expect(await suggest(place.as(), { question: '阿豆' })).toEqual([]);
		await suspendMember(place.system(), { member: (reader as { member: number }).member });
		expect(await search('阿豆', owner)).toEqual([]);
		await suspendMember(place.system(), { member: (reader as { member: number }).member, suspended: false });
		expect(await search('阿豆', owner)).toHaveLength(1);
	});

	it('products lead to their page while they are on offer, sold by a shop or not', async () => {
		const [clear, none] = (await listShownProducts(place.as(), {})).items;
		const paths = async () => (await search('壺底荫油')).map(({ path }) => path).sort();
		expect(await paths()).toEqual([clear?.path, none?.path]);
		await retireProduct(place.as(owner), { product: clear?.id as number });
		expect(await paths()).toEqual([none?.path]);
	});

	it('events are found by what they say and where they are, from when they are announced until they are deleted', async () => {
		const begins = new Date(place.clock.now().getTime() + 86_400_000);
		const { id } = await keepGathering(place.as(owner), {
			title: '開缸導覽',
			body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '看看發酵中的黑豆' }] }] },
			place: '西螺老廠',
			begins,
			ends: new Date(begins.getTime() + 3_600_000),
		});
		expect(await search('西螺')).toEqual([]);
		await publishGathering(place.as(owner), { id });
		expect(await search('西螺')).toMatchObject([
			{ kind: 'event', title: '開缸導覽', path: expect.stringContaining('/events/') },
		]);
		await cancelGathering(place.as(owner), { id });
		expect(await search('发酵中')).toMatchObject([{ kind: 'event' }]);
	});
});

describe('typing', () => {
	it('suggests titles that the asker may see, in either script, and nothing of what waits or is a draft', async () => {
		const titled = async (question: string, actor?: Actor) =>
			(await suggest(place.as(actor), { question })).map(({ title }) => title);
		expect(await titled('豆油')).toEqual(['關於豆油間', '豆油怎麼選']);
		expect(await titled('关于')).toEqual(['關於豆油間']);
		for (const nothing of ['', '"', '草稿', "'; drop table search.entry; --"])
			expect(await titled(nothing)).toEqual([]);
	});

	it('errors in English are put right by the words of the house, where that finds something', async () => {
		const article = await writeArticle(place.as(owner), {
			title: 'Fermentation',
			body: text('Slow fermentation in old barrels.'),
		});
		await publishArticle(place.as(owner), article);
		await place.runJobs();
		const ask = (question: string, actor?: Actor) => searchFor(place.as(actor), { question });
		expect(await ask('fermantation')).toMatchObject({ corrected: 'fermentation', items: [{ title: 'Fermentation' }] });
		expect(await ask('fermentation')).toMatchObject({ corrected: null, items: [{ title: 'Fermentation' }] });
		expect(await ask('barels 豆油')).toMatchObject({ corrected: null, items: [] });
		await deleteArticle(place.as(owner), article);
		await place.runJobs();
		// The word is still known; that nothing has it any more is not told.
		expect(await ask('fermantation')).toMatchObject({ corrected: null, items: [] });
	});

	it('does not tell of words that only members may read', async () => {
		const article = await writeArticle(place.as(owner), {
			title: '會員',
			excerpt: '開頭',
			body: text('開頭。' + '豆。'.repeat(300) + ' secretword'),
			access: 'members',
		} as never);
		await publishArticle(place.as(owner), article);
		await place.runJobs();
		const rows = await place.site.sql`select word from search.word where word = 'secretword'`;
		expect(rows).toEqual([]);
	});
});

it('finds what was answered, what was not, and puts the answer first', async () => {
	const { id: help } = await createCategory(place.as(owner), {
		slug: 'help',
		name: '求助',
		kinds: ['question'],
	} as never);
	const question = (title: string) =>
		startThread(place.as(owner), { category: help, kind: 'question', title, body: { text: '麴菌怎麼養' } });
	const [open, done] = [await question('麴菌養不起來'), await question('麴菌長黑毛')];
	await postComment(place.as(owner), { thread: done.id, body: { text: '麴菌先看看' } });
	const answer = await postComment(place.as(owner), { thread: done.id, body: { text: '麴菌要通風' } });
	await acceptAnswer(place.as(owner), { comment: answer.id } as never);
	expect(await titles('麴菌 solved:yes')).toEqual(['麴菌長黑毛']);
	expect(await titles('麴菌 solved:no')).toEqual(['麴菌養不起來']);
	expect(await titles('solved:perhaps')).toEqual([]);
	expect((await titles('麴菌')).sort()).toEqual(['麴菌養不起來', '麴菌長黑毛'].sort());
	expect(open.id).toBeLessThan(done.id);
});

it('keeps to a kind of threads: what was begun as one and what is said there, in either language, as far as the asker may see', async () => {
	const ctx = place.as(owner);
	const kinds = ['discussion', 'question', 'idea', 'review'];
	const open = await createCategory(ctx, { slug: 'kinds', name: '各種各樣', kinds } as never);
	const shut = await createCategory(ctx, { slug: 'kinds-shut', name: '裡面的', kinds, seenBy: 'some' } as never);
	const begin = async (where: { id: number }, kind: string, title: string) => {
		place.clock.advance(60_000);
		const said = { category: where.id, kind: kind as 'idea', title, body: { text: '芝麻要炒過' } };
		return (await startThread(ctx, said)).id;
	};
	const question = await begin(open, 'question', '怎麼炒芝麻');
	await begin(open, 'idea', '賣小包裝');
	await begin(open, 'discussion', '聊聊早餐');
	const asked = await begin(open, 'review', '麻油好吃嗎');
	await begin(shut, 'question', '裡面問的');
	place.clock.advance(60_000);
	const member = await createMember(place.system(), { name: '阿珠', email: 'zhu@example.com' });
	const zhu: Actor = { kind: 'member', member: member.id, name: '阿珠', handle: member.handle, role: 'member' };
	const given = { thread: asked, body: { text: '芝麻香很足' }, stars: 4, disclosed: 'nothing' as const };
	await postComment(place.as(zhu), given);
	const found = async (words: string, actor?: Actor) => {
		await place.runJobs();
		const { items, total } = await searchFor(place.as(actor), { question: words });
		expect(total, words).toBe(items.length);
		return items.map(({ title }) => title).sort();
	};
	for (const words of ['芝麻 kind:question', '芝麻 kind:問題', '芝麻 kind:提问', '芝麻 KIND：Questions'])
		expect(await found(words), words).toEqual(['怎麼炒芝麻']);
	expect(await found('芝麻 kind:question', owner)).toEqual(['怎麼炒芝麻', '裡面問的'].sort());
	expect(await found('芝麻 kind:idea')).toEqual(['賣小包裝']);
	expect(await found('芝麻 kind:discussion')).toEqual(['聊聊早餐']);
	expect(await found('香很足 kind:評價')).toEqual(['麻油好吃嗎']);
	expect(await found('香很足 kind:discussion')).toEqual([]);
	for (const none of ['poll', '沒有這種', '__proto__']) expect(await found(`芝麻 kind:${none}`), none).toEqual([]);
	// Without a word: all of a kind. An article is no thread.
	expect(await found('kind:idea in:kinds')).toEqual(['賣小包裝']);
	expect(await found('豆油 kind:discussion')).toEqual([]);
	// What a thread is for may be put right; what was said in it goes along.
	await postComment(ctx, { thread: question, body: { text: '芝麻先洗再炒' } });
	expect(await found('先洗再炒 kind:question')).toEqual(['怎麼炒芝麻']);
	await turnThread(ctx, { thread: question, kind: 'discussion' });
	expect(await found('先洗再炒 kind:question')).toEqual([]);
	expect(await found('先洗再炒 kind:discussion')).toEqual(['怎麼炒芝麻']);
});

it('goes on page by page through what was put in order, each thing once, and counts what the asker may see', async () => {
	for (let n = 0; n < 34; n++) {
		const access = n % 17 === 0 ? ('members' as const) : ('public' as const);
		const article = await writeArticle(place.as(owner), { title: `梅乾菜 ${n}`, body: text('開頭。'), access });
		await publishArticle(place.as(owner), article);
	}
	await place.runJobs();
	const page = (number: number, question = '梅乾菜') => searchFor(place.as(), { question, page: number });
	const [first, second] = [await page(1), await page(2)];
	expect([first.items.length, second.items.length, first.total, second.total]).toEqual([30, 4, 34, 34]);
	expect(new Set([...first.items, ...second.items].map(({ path }) => path)).size).toBe(34);
	expect(await page(3)).toMatchObject({ items: [], total: 34, corrected: null });
	for (const odd of [0, -1, 5, 1.5, Number.NaN]) await expect(page(odd)).rejects.toMatchObject({ status: 422 });
});
