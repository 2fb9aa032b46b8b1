import { afterAll, beforeAll, expect, it } from 'vitest';
import { sowMember } from '#community/server/sow.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { changeOverride, readArticleFound, readSearchPanel, walkSitemap } from '#seo/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Ctx;
let other: Ctx;
let article: number;
beforeAll(async () => {
	place = await testSite();
	author = place.as(await sowMember(place.system(), 'author'));
	other = place.as(await sowMember(place.system(), 'author'));
	article = await publish('豆油要曬多久');
});
afterAll(() => place.close());

async function publish(title: string): Promise<number> {
	const { id } = await writeArticle(author, { title, body: fromMarkdown('一句話。', 'article') });
	await publishArticle(author, { id });
	return id;
}

it('is for whoever may change the article, and for articles that are there', async () => {
	await expect(changeOverride(other, { article })).rejects.toThrow('permission.denied');
	await expect(changeOverride(place.as(), { article })).rejects.toThrow('session.required');
	await expect(changeOverride(author, { article: 999_999 })).rejects.toThrow('article.not-found');
	await expect(readSearchPanel(other, { article })).rejects.toThrow('permission.denied');
	expect((await readArticleFound(place.as(), { article })).override).toBeNull();
});

it('gives words for search, takes them back, and takes an article out of the lists', async () => {
	await changeOverride(author, { article, title: ' 蔭油日曬 ', indexed: false });
	expect((await readArticleFound(place.as(), { article })).override).toEqual({
		title: '蔭油日曬',
		description: null,
		indexed: false,
	});
	const listed = async () => {
		const paths: string[] = [];
		for await (const { path } of walkSitemap(place.as(), { kind: 'articles', number: 1 }, '')) paths.push(path);
		return paths.length;
	};
	expect(await listed()).toBe(0);
	await changeOverride(author, { article, title: '' });
	expect((await readArticleFound(place.as(), { article })).override).toEqual({
		title: null,
		description: null,
		indexed: true,
	});
	expect(await listed()).toBe(1);
});

it('tells of another article that says the same', async () => {
	await publish('豆油要曬多久');
	const { findings } = await readSearchPanel(author, { article });
	expect(findings.map(({ rule }) => rule)).toEqual(
		expect.arrayContaining(['title-twin', 'picture-missing', 'text-short']),
	);
	await changeOverride(author, { article, title: '豆油要曬一百八十天' });
	expect((await readSearchPanel(author, { article })).findings.map(({ rule }) => rule)).not.toContain('title-twin');
});
