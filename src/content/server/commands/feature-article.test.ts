import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	deleteArticle,
	featureArticle,
	publishArticle,
	readFeatured,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let editor: Actor;
let author: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
	author = await sowWriter(place.system());
});
afterAll(() => place.close());

it('puts one public article first, by an editor, until it is taken back', async () => {
	const { id } = await writeArticle(place.as(editor), { title: '開張', body: fromMarkdown('內容', 'article') });
	const feature = (article: number | null, who = editor) => featureArticle(place.as(who), { article });
	const featured = async () => (await readFeatured(place.as(), {}))?.id ?? null;
	await expect(feature(id)).rejects.toMatchObject({ code: 'article.not-found' });
	await publishArticle(place.as(editor), { id });
	await expect(feature(id, author)).rejects.toMatchObject({ code: 'permission.denied' });
	expect(await featured()).toBeNull();

	const heard = new Set<string>();
	const stop = place.site.onChange((things) => things?.forEach((thing) => heard.add(thing)));
	await feature(id);
	stop();
	expect(heard).toContain('articles');
	expect(await featured()).toBe(id);
	await feature(id);
	await unpublishArticle(place.as(editor), { id });
	expect(await featured()).toBeNull();
	await publishArticle(place.as(editor), { id });
	expect(await featured()).toBe(id);
	await deleteArticle(place.as(editor), { id });
	expect(await featured()).toBeNull();
	await feature(null);
	await expect(feature(999_999)).rejects.toMatchObject({ code: 'article.not-found' });
});
