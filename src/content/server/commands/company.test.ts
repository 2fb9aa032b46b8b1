import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { system, type Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { findThread, startThread } from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import type { ArticlePage } from '#content/article.ts';
import {
	countTags,
	removeTag,
	deleteArticle,
	deleteSeries,
	findPresentTag,
	describeTag,
	keepSeries,
	linkTranslation,
	listArticles,
	listSiblings,
	listTagWords,
	listUnlinked,
	orderSeries,
	publishArticle,
	readArticle,
	readDraft,
	readSeries,
	readSeriesPlan,
	readTag,
	renameTag,
	translateArticle,
	unlinkTranslation,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Extract<Actor, { kind: 'member' }>;
let second: Extract<Actor, { kind: 'member' }>;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	second = await sowWriter(place.system());
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

type More = Partial<Parameters<typeof writeArticle>[1]>;
async function published(title: string, more: More = {}, markdown = `${title}的內容`) {
	place.clock.advance(1000);
	const body = fromMarkdown(markdown, 'article');
	const { id } = await writeArticle(place.as(editor), { title, body, author: author.member, ...more });
	const { slug, path } = await publishArticle(place.as(editor), { id });
	return { id, slug, path, title };
}
const save = (id: number, more: More, actor: Actor = editor) =>
	writeArticle(place.as(actor), { id, title: '一起', body: fromMarkdown('一起寫的', 'article'), ...more });

/** What a page of an article shows, and what it depends on. */
async function page(slug: string, actor?: Actor): Promise<{ article: ArticlePage; about: Set<string> }> {
	const about = new Set<string>();
	const ctx = { ...place.as(actor), about: (...things: string[]) => things.forEach((thing) => about.add(thing)) };
	return { article: (await readArticle(ctx, { slug })) as ArticlePage, about };
}

/** What a change told the pages. */
async function told(change: () => Promise<unknown>): Promise<Set<string>> {
	const heard = new Set<string>();
	const stop = place.site.onChange((things) => things?.forEach((thing) => heard.add(thing)));
	await change();
	stop();
	return heard;
}
/** True when the change drops this page from the cache. */
const drops = async (slug: string, change: () => Promise<unknown>): Promise<boolean> => {
	const { about } = await page(slug);
	return !about.isDisjointFrom(await told(change));
};

describe('a series', () => {
	it('has an order, and each of its pages knows its neighbours', async () => {
		const series = await keepSeries(place.as(editor), { title: '釀造筆記', description: '從豆子到瓶子' });
		expect((await keepSeries(place.as(editor), { title: '釀造筆記' })).slug).toBe(`${series.slug}-2`);
		await expect(readSeries(place.as(), { slug: series.slug })).rejects.toMatchObject({ code: 'series.not-found' });
		const [one, two, three] = [
			await published('豆子', { series: series.id }),
			await published('下甕', { series: series.id, seriesPosition: 1 }),
			await published('裝瓶', { series: series.id }),
		];
		const read = await readSeries(place.as(), { slug: series.slug });
		expect('articles' in read && read.articles.map(({ title }) => title)).toEqual(['下甕', '豆子', '裝瓶']);
		await orderSeries(place.as(editor), { id: series.id, articles: [one.id, two.id, three.id] });
		expect((await page(two.slug)).article.series).toEqual({
			title: '釀造筆記',
			path: `/series/${encodeURIComponent(series.slug)}`,
			position: 2,
			count: 3,
			previous: { title: one.title, path: one.path },
			next: { title: three.title, path: three.path },
		});
		expect(await drops(one.slug, () => unpublishArticle(place.as(editor), { id: three.id }))).toBe(true);
		expect((await page(two.slug)).article.series).toMatchObject({ count: 2, next: null });
		expect((await readSeriesPlan(place.as(editor), { id: series.id })).articles).toHaveLength(3);
		expect(await drops(two.slug, () => keepSeries(place.as(editor), { id: series.id, title: '改名' }))).toBe(true);
		expect(await drops(two.slug, () => deleteSeries(place.as(editor), { id: series.id }))).toBe(true);
		expect((await page(two.slug)).article.series).toBeNull();
	});

	it('moves with its old addresses leading on, and says what became of it once it is ended', async () => {
		const at = (slug: string) => readSeries(place.as(), { slug });
		const one = await keepSeries(place.as(editor), { title: '缸邊', slug: 'by-the-vat' });
		const other = await keepSeries(place.as(editor), { title: '灶邊', slug: 'by-the-stove' });
		const [first, second] = [await published('一', { series: one.id }), await published('二', { series: other.id })];
		const change = (id: number, slug: string) => keepSeries(place.as(editor), { id, title: '缸邊', slug });
		expect(await drops(first.slug, () => change(one.id, 'vat'))).toBe(true);
		await change(one.id, '缸');
		for (const slug of ['by-the-vat', 'vat'])
			expect(await at(slug)).toEqual({ moved: `/series/${encodeURIComponent('缸')}` });
		await expect(change(one.id, 'by-the-stove')).rejects.toMatchObject({ code: 'series.address-taken', status: 409 });
		// No other gets an address that leads to it; it may come back itself, in no circle.
		expect((await keepSeries(place.as(editor), { title: 'vat' })).slug).toBe('vat-2');
		await change(one.id, 'vat');
		expect(await at('vat')).toMatchObject({ id: one.id });
		expect(await at('缸')).toEqual({ moved: '/series/vat' });

		const end = (id: number, leadsTo?: string) =>
			deleteSeries(place.as(editor), { id, ...(leadsTo ? { leadsTo } : {}) });
		const wrong = (key: string) => ({ details: { fields: [{ path: 'leadsTo', key }] } });
		await expect(end(one.id, '/series/by-the-vat')).rejects.toMatchObject(wrong('address-itself'));
		await expect(end(one.id, '/series/never')).rejects.toMatchObject(wrong('address-gone'));
		await expect(end(one.id, 'https://elsewhere.example/')).rejects.toMatchObject(wrong('address-elsewhere'));
		await end(one.id, '/series/by-the-stove');
		for (const slug of ['vat', '缸', 'by-the-vat']) expect(await at(slug)).toEqual({ moved: '/series/by-the-stove' });
		// What it leads to moves, and goes: nobody is sent twice, and an end is said.
		await change(other.id, 'stove');
		expect(await at('vat')).toEqual({ moved: '/series/stove' });
		await end(other.id, second.path);
		expect(await at('vat')).toEqual({ moved: second.path });
		expect(await at('by-the-stove')).toEqual({ moved: second.path });
		await deleteArticle(place.as(editor), { id: second.id });
		for (const slug of ['vat', 'stove'])
			await expect(at(slug)).rejects.toMatchObject({ code: 'series.gone', status: 410 });
		// Whoever writes there again is what is found.
		const again = await keepSeries(place.as(editor), { title: 'vat' });
		expect(again.slug).toBe('vat');
		await expect(at('vat')).rejects.toMatchObject({ code: 'series.not-found' });
		// One that nobody ever saw leaves nothing behind.
		await end(again.id);
		await expect(at('vat')).rejects.toMatchObject({ code: 'series.not-found' });
	});

	it('is arranged by editors, and must be there', async () => {
		await expect(keepSeries(place.as(author), { title: 'x' })).rejects.toMatchObject({ status: 403 });
		await expect(orderSeries(place.as(editor), { id: 999, articles: [] })).rejects.toMatchObject({ status: 404 });
		const one = await published('沒有系列');
		await expect(save(one.id, { series: 999 })).rejects.toMatchObject({
			details: { fields: [{ path: 'series', key: 'series-unknown' }] },
		});
	});
});

describe('several authors', () => {
	it('stand over the article in their order, each with the right to work on it', async () => {
		const one = await published('兩個人寫的');
		await expect(save(one.id, {}, second)).rejects.toMatchObject({ status: 403 });
		await save(one.id, { authors: [second.member, author.member] }, editor);
		expect((await page(one.slug)).article.authors.map(({ name }) => name)).toEqual([second.name, author.name]);
		await save(one.id, { excerpt: '我也能改' }, author);
		expect((await readDraft(place.as(second), { id: one.id })).authors).toEqual([second.member, author.member]);
		for (const writer of [author, second]) {
			const { items } = await listArticles(place.as(), { author: writer.member });
			expect(items.map(({ id }) => id)).toContain(one.id);
		}
	});

	it('are people who work here; nobody leaves their own name out or puts in a stranger’s', async () => {
		const one = await published('我的');
		const wrong = (key: string) => ({ details: { fields: [{ path: 'authors', key }] } });
		await expect(save(one.id, { authors: [second.member] }, author)).rejects.toMatchObject(wrong('author-own'));
		const stranger = await sowWriter(place.system(), 'member');
		await expect(save(one.id, { authors: [stranger.member] })).rejects.toMatchObject(wrong('author-unknown'));
		await expect(save(one.id, { authors: [999_999] })).rejects.toMatchObject(wrong('author-unknown'));
		await save(one.id, { authors: [stranger.member] }, system);
		expect((await page(one.slug)).article.author.name).toBe(stranger.name);
	});
});

describe('a translation', () => {
	it('is a draft of its own, linked both ways once it is public', async () => {
		const one = await published('為什麼要等', { tags: ['釀造'] });
		const { id } = await translateArticle(place.as(author), { id: one.id, locale: 'en' });
		expect(await translateArticle(place.as(author), { id: one.id, locale: 'en' })).toEqual({ id, fresh: false });
		expect(await readDraft(place.as(author), { id })).toMatchObject({
			locale: 'en',
			tags: ['釀造'],
			published: null,
			slug: `${one.slug}-en`,
		});
		expect((await page(one.slug)).article.translations).toEqual([]);
		expect(await drops(one.slug, () => publishArticle(place.as(author), { id }))).toBe(true);
		expect((await page(one.slug)).article.translations).toMatchObject([{ locale: 'en', path: `${one.path}-en` }]);
		expect((await page(`${one.slug}-en`)).article.translations).toMatchObject([{ locale: 'zh-TW', path: one.path }]);
		expect(await drops(one.slug, () => save(id, { slug: 'why-we-wait' }))).toBe(true);
		expect(await listSiblings(place.as(author), { article: id })).toMatchObject([{ id: one.id }]);
		expect(await drops('why-we-wait', () => deleteArticle(place.as(author), { id: one.id }))).toBe(true);
		expect((await page('why-we-wait')).article.translations).toEqual([]);
		// What was deleted gives up its place to a new beginning.
		expect(await translateArticle(place.as(author), { id, locale: 'zh-TW' })).toMatchObject({ fresh: true });
	});

	it('has a language that no other of them has', async () => {
		const one = await published('一篇');
		await expect(translateArticle(place.as(author), { id: one.id, locale: 'zh-TW' })).rejects.toMatchObject({
			code: 'translation.same-language',
		});
		await expect(translateArticle(place.as(second), { id: one.id, locale: 'en' })).rejects.toMatchObject({
			status: 403,
		});
		const { id } = await translateArticle(place.as(author), { id: one.id, locale: 'en' });
		await expect(save(id, { locale: 'zh-TW' })).rejects.toMatchObject({
			details: { fields: [{ path: 'locale', key: 'language-taken' }] },
		});
	});
});

describe('two articles that are written already', () => {
	const offered = async (id: number) =>
		(await listUnlinked(place.as(editor), { locale: 'zh-TW' })).some((one) => one.id === id);

	it('become translations of each other, and part again', async () => {
		const zh = await published('蔭油是什麼');
		const en = await published('What is in-yu', { locale: 'en', slug: 'what-is-in-yu' });
		const link = () => linkTranslation(place.as(editor), { id: zh.id, linkTo: en.path });
		expect(await offered(en.id)).toBe(true);
		expect(await drops(en.slug, link)).toBe(true);
		await link();
		await linkTranslation(place.as(editor), { id: en.id, linkTo: `${place.site.handle.url}${zh.path}` });
		expect((await page(zh.slug)).article.translations).toMatchObject([{ locale: 'en', path: en.path }]);
		expect((await page(en.slug)).article.translations).toMatchObject([{ locale: 'zh-TW', path: zh.path }]);
		expect(await offered(en.id)).toBe(false);
		expect(await drops(en.slug, () => unlinkTranslation(place.as(editor), { id: zh.id }))).toBe(true);
		await unlinkTranslation(place.as(editor), { id: zh.id });
		expect((await page(zh.slug)).article.translations).toEqual([]);
		expect((await page(en.slug)).article.translations).toEqual([]);
		// The other way round, by the address of the console, and parted by the other one.
		await linkTranslation(place.as(editor), { id: en.id, linkTo: `/console/content/${zh.id}` });
		expect((await page(zh.slug)).article.translations).toHaveLength(1);
		await unlinkTranslation(place.as(editor), { id: en.id });
		expect((await page(zh.slug)).article.translations).toEqual([]);
	});

	it('are refused by name: of one language, linked elsewhere, not there, somebody else’s', async () => {
		const zh = await published('一號');
		const same = await published('二號');
		const en = await published('Number one', { locale: 'en', slug: 'number-one' });
		const other = await published('Number two', { locale: 'en', slug: 'number-two' });
		const link = (id: number, linkTo: string, actor: Actor = editor) =>
			linkTranslation(place.as(actor), { id, linkTo });
		await expect(link(zh.id, same.path)).rejects.toMatchObject({ code: 'translation.same-language' });
		for (const [linkTo, key] of [
			[zh.path, 'address-itself'],
			['/articles/nowhere', 'article-unknown'],
			['/articles/%E0%A4%A', 'article-unknown'],
			['/community', 'article-unknown'],
			[`https://elsewhere.example${en.path}`, 'article-unknown'],
			['http://[', 'article-unknown'],
		] as const)
			await expect(link(zh.id, linkTo), linkTo).rejects.toMatchObject({
				details: { fields: [{ path: 'linkTo', key }] },
			});
		await expect(link(zh.id, en.path, second)).rejects.toMatchObject({ status: 403 });
		await link(zh.id, en.path);
		const linked = { code: 'translation.linked-already', details: { title: '一號', other: 'Number one' } };
		await expect(link(zh.id, other.path)).rejects.toMatchObject(linked);
		await expect(link(other.id, zh.path)).rejects.toMatchObject(linked);
		await expect(link(same.id, en.path)).rejects.toMatchObject({ code: 'translation.linked-already' });
		// What is deleted keeps nobody's place.
		await deleteArticle(place.as(editor), { id: en.id });
		await link(zh.id, other.path);
		expect((await page(zh.slug)).article.translations).toMatchObject([{ path: other.path }]);
	});

	it('may be linked by two people at once: one pair comes of it', async () => {
		const zh = await published('同時');
		const [one, two] = [
			await published('At once', { locale: 'en', slug: 'at-once' }),
			await published('At once too', { locale: 'en', slug: 'at-once-too' }),
		];
		const done = await Promise.allSettled([
			linkTranslation(place.as(editor), { id: zh.id, linkTo: one.path }),
			linkTranslation(place.as(editor), { id: two.id, linkTo: zh.path }),
		]);
		expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await page(zh.slug)).article.translations).toHaveLength(1);
	});
});

describe('what a reader may go on with', () => {
	it('is what has most in common, and pages change exactly when their list does', async () => {
		const vat = await published('陶甕的照顧', { tags: ['器具'] }, '陶甕要透氣，陶甕怕撞，陶甕放在竹林裡。');
		await published('完全無關', { tags: ['價格'] }, '運費調整公告，運費調整說明。');
		const bean = await published('陶甕與竹林', { tags: ['器具'] }, '竹林裡的陶甕，竹林裡的風。');
		await place.runJobs();
		expect((await page(vat.slug)).article.related.map(({ id }) => id)).toEqual([bean.id]);
		const { about } = await page(vat.slug);
		expect(about.has(`article:${bean.id}`)).toBe(true);
		// One more that is like it enters the list by the job, which names this page.
		const third = await published('竹林裡的器具', { tags: ['器具'] }, '竹林，竹林，陶甕，陶甕。');
		expect(await drops(vat.slug, () => place.runJobs())).toBe(true);
		expect((await page(vat.slug)).article.related.map(({ id }) => id).sort()).toEqual([bean.id, third.id].sort());
		// One that has nothing to do with it does not touch the page.
		await published('門市公休', { tags: ['公告'] }, '門市公休三天，門市公休通知。');
		expect(await drops(vat.slug, () => place.runJobs())).toBe(false);
		expect(await drops(vat.slug, () => unpublishArticle(place.as(editor), { id: third.id }))).toBe(true);
		expect((await page(vat.slug)).article.related.map(({ id }) => id)).toEqual([bean.id]);
		await place.runJobs();
		await place.runJobs();
		expect((await page(vat.slug)).article.related.map(({ id }) => id)).toEqual([bean.id]);
	});
});

describe('an article for members', () => {
	it('shows everybody its beginning as it is written, and the rest to members only', async () => {
		const one = await published('只給會員', { access: 'members' }, '**開頭**\n\n---\n\n秘密的後半');
		expect((await page(one.slug)).article).toMatchObject({ whole: false, html: '<p><strong>開頭</strong></p>' });
		expect((await page(one.slug, second)).article).toMatchObject({ whole: true });
		expect((await page(one.slug, second)).article.html).toContain('秘密的後半');
	});
});

describe('a tag', () => {
	it('is told about on its page by editors', async () => {
		await published('有標籤', { tags: ['說明過'] });
		await describeTag(place.as(editor), { name: '說明過', description: '這個標籤的故事' });
		expect(await readTag(place.as(), { name: '說明過' })).toEqual({
			name: '說明過',
			description: '這個標籤的故事',
			articles: 1,
		});
		expect(await told(() => describeTag(place.as(editor), { name: '說明過', description: '' }))).toContain(
			'tag:說明過',
		);
		expect(await readTag(place.as(), { name: '說明過' })).toMatchObject({ description: '' });
		await expect(describeTag(place.as(author), { name: 'x', description: 'y' })).rejects.toMatchObject({ status: 403 });
	});

	it('has another name everywhere at once, and its old address leads on, however often it is renamed', async () => {
		const { id, slug } = await published('改名', { tags: ['豆', '舊名', '缸'] });
		await describeTag(place.as(editor), { name: '舊名', description: '說明' });
		const facts = await told(() => renameTag(place.as(editor), { name: '舊名', to: '中間名' }));
		expect([...facts]).toEqual(expect.arrayContaining(['tag:舊名', 'tag:中間名', 'articles', `article:${id}`]));
		await renameTag(place.as(editor), { name: '中間名', to: '新名' });
		expect((await page(slug)).article.tags).toEqual(['豆', '新名', '缸']);
		const present = (name: string) => findPresentTag(place.as(), { name });
		expect([await present('舊名'), await present('中間名'), await present('新名')]).toEqual(['新名', '新名', null]);
		expect(await readTag(place.as(), { name: '新名' })).toMatchObject({ description: '說明', articles: 1 });
		// Whoever still writes the old name, in a form that was open for long, means the tag of today.
		await save(id, { tags: ['舊名', '新名', '別的'] });
		expect((await page(slug)).article.tags).toEqual(['新名', '別的']);
		// Its first name again: nothing leads in a circle.
		await renameTag(place.as(editor), { name: '新名', to: '舊名' });
		expect([await present('舊名'), await present('中間名'), await present('新名')]).toEqual([null, '舊名', '舊名']);
		await expect(renameTag(place.as(author), { name: '舊名', to: 'x' })).rejects.toMatchObject({ status: 403 });
		await expect(renameTag(place.as(editor), { name: '沒有', to: 'x' })).rejects.toMatchObject({ status: 404 });
		await expect(renameTag(place.as(editor), { name: '舊名', to: 'x、y' })).rejects.toMatchObject({ status: 422 });
	});

	it('of threads goes along, and is taken off everything by those who may rename it', async () => {
		const system = place.system();
		const category = await sowCategory(system);
		const who = await sowMember(system);
		const start = (tags: string[]) => {
			place.clock.advance(600_000);
			const text = `談談${tags.join('')}`;
			return startThread(system, { category: category.id, author: who.member, title: text, body: { text }, tags });
		};
		const { id } = await start(['只在討論', '甕']);
		const { id: other } = await start(['甕', '只在討論']);
		const tagsOf = async (thread: number) => (await findThread(place.as(), { id: thread }))?.tags;
		expect((await listTagWords(place.as(editor), {})).find(({ name }) => name === '只在討論')).toMatchObject({
			articles: 0,
			threads: 2,
		});
		const facts = await told(() => renameTag(place.as(editor), { name: '只在討論', to: '罈' }));
		expect([...facts]).toEqual(expect.arrayContaining(['threads', `thread:${id}`, `thread:${other}`]));
		expect(await findPresentTag(place.as(), { name: '只在討論' })).toBe('罈');
		await expect(renameTag(place.as(editor), { name: '罈', to: '甕' })).rejects.toMatchObject({
			code: 'tag.taken',
			details: { name: '甕', articles: 0, threads: 2 },
		});
		await renameTag(place.as(editor), { name: '罈', to: '甕', merge: true });
		expect([await tagsOf(id), await tagsOf(other)]).toEqual([['甕'], ['甕']]);
		// What nobody but moderators sees any more is led to from nowhere.
		await place.site.sql`update community.thread set hidden = now() where tags @> array['甕']`;
		expect(await findPresentTag(place.as(), { name: '罈' })).toBeNull();
		expect((await countTags(place.as())).some(({ tag }) => tag === '甕')).toBe(false);
		await expect(removeTag(place.as(author), { name: '甕' })).rejects.toMatchObject({ status: 403 });
		const { slug } = await published('甕的文章', { tags: ['甕', '留著'] });
		await describeTag(place.as(editor), { name: '甕', description: '裝醬油的' });
		await removeTag(place.as(editor), { name: '甕' });
		await place.site.sql`update community.thread set hidden = null`;
		expect([await tagsOf(id), (await page(slug)).article.tags]).toEqual([[], ['留著']]);
		expect(await readTag(place.as(), { name: '甕' })).toMatchObject({ description: '', articles: 0 });
		await expect(removeTag(place.as(editor), { name: '甕' })).rejects.toMatchObject({ status: 404 });
	});

	it('becomes one with another only when that was said', async () => {
		const both = await published('兩個都有', { tags: ['醬油膏', '蔭油', '料理'] });
		const one = await published('一個', { tags: ['醬油膏'] });
		const merge = { name: '醬油膏', to: '蔭油' };
		await expect(renameTag(place.as(editor), merge)).rejects.toMatchObject({ code: 'tag.taken' });
		expect((await page(one.slug)).article.tags).toEqual(['醬油膏']);
		await renameTag(place.as(editor), { ...merge, merge: true });
		expect((await page(both.slug)).article.tags).toEqual(['蔭油', '料理']);
		expect((await page(one.slug)).article.tags).toEqual(['蔭油']);
		const words = await listTagWords(place.as(editor), {});
		expect(words.find(({ name }) => name === '蔭油')).toMatchObject({ articles: 2, former: ['醬油膏'] });
		expect(words.some(({ name }) => name === '醬油膏')).toBe(false);
	});
});
