import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { findThread } from '#community/server/index.ts';
import {
	deleteArticle,
	findAddress,
	listArticles,
	listDeleted,
	publishArticle,
	purgeDeleted,
	readArticle,
	readDraft,
	restoreArticle,
	unpublishArticle,
	writeArticle,
} from '#content/server/index.ts';
import { sowArticle, sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Actor;
let other: Actor;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	other = await sowWriter(place.system());
});
afterAll(() => place.close());

let made = 0;
async function published(): Promise<{ id: number; slug: string; path: string }> {
	const { id } = await sowArticle(place.as(author), `第 ${++made} 篇文章`);
	const { slug, path } = await publishArticle(place.as(author), { id });
	return { id, slug, path };
}
const at = (slug: string) => readArticle(place.as(), { slug });
const remove = (id: number, more: object = {}) => deleteArticle(place.as(author), { id, ...more });
const move = (id: number, slug: string) =>
	writeArticle(place.as(author), { id, title: '搬過', slug, body: fromMarkdown('搬過', 'article') });
const refused = (key: string) => ({ code: 'input.invalid', details: { fields: [{ path: 'leadsTo', key }] } });

describe('an address', () => {
	it('follows its article wherever it moves, in one step', async () => {
		const one = await published();
		await move(one.id, 'second-home');
		await move(one.id, 'third-home');
		expect(await at(one.slug)).toEqual({ moved: '/articles/third-home' });
		expect(await at('second-home')).toEqual({ moved: '/articles/third-home' });
		// Coming back ends in no circle.
		await move(one.id, one.slug);
		expect(await at(one.slug)).toMatchObject({ id: one.id });
		expect(await at('third-home')).toEqual({ moved: one.path });
		// Nobody else gets an address that leads to it.
		const two = await published();
		await move(two.id, 'third-home');
		expect(await readDraft(place.as(author), { id: two.id })).toMatchObject({ slug: 'third-home-2' });
	});

	it('is refused when it is the site’s own, and given a number when it was only made', async () => {
		const one = await published();
		await expect(move(one.id, 'Feed')).rejects.toMatchObject({
			code: 'input.invalid',
			details: { fields: [{ path: 'slug', key: 'slug-reserved' }] },
		});
		expect((await sowArticle(place.as(author), 'New')).slug).toBe('new-1');
	});

	it('tells what became of it', async () => {
		const one = await published();
		await unpublishArticle(place.as(author), { id: one.id });
		await expect(at(one.slug)).rejects.toMatchObject({ code: 'article.withdrawn', status: 404 });
		await publishArticle(place.as(author), { id: one.id });
		await remove(one.id);
		await expect(at(one.slug)).rejects.toMatchObject({ code: 'article.gone', status: 410 });
		const draft = await sowArticle(place.as(author), '沒公開過');
		await expect(at(draft.slug)).rejects.toMatchObject({ code: 'article.not-found', status: 404 });
		await remove(draft.id);
		await expect(at(draft.slug)).rejects.toMatchObject({ code: 'article.not-found', status: 404 });
	});
});

describe('deleting', () => {
	it('leads to another article, and on with it, never over a chain and never in a circle', async () => {
		const [one, two, three] = [await published(), await published(), await published()];
		await remove(one.id, { leadsTo: `${place.as().site.url}${two.path}` });
		expect(await at(one.slug)).toEqual({ moved: two.path });
		await move(two.id, 'two-moved');
		expect(await at(one.slug)).toEqual({ moved: '/articles/two-moved' });
		await expect(remove(two.id, { leadsTo: one.path })).rejects.toMatchObject(refused('address-gone'));
		await expect(remove(two.id, { leadsTo: '/articles/two-moved' })).rejects.toMatchObject(refused('address-itself'));
		await expect(remove(two.id, { leadsTo: two.path })).rejects.toMatchObject(refused('address-itself'));
		await remove(two.id, { leadsTo: three.path });
		for (const slug of [one.slug, two.slug, 'two-moved']) expect(await at(slug)).toEqual({ moved: three.path });
		await remove(three.id);
		for (const slug of [one.slug, 'two-moved', three.slug])
			await expect(at(slug)).rejects.toMatchObject({ code: 'article.gone' });
	});

	it('leads to a place of this site that is there, and nowhere else', async () => {
		const one = await published();
		for (const leadsTo of [
			'https://evil.example/',
			'//evil.example',
			'javascript:alert(1)',
			'/go/abc',
			'/console',
			'/api/v1',
		])
			await expect(remove(one.id, { leadsTo }), leadsTo).rejects.toMatchObject(refused('address-elsewhere'));
		await expect(remove(one.id, { leadsTo: '/no-such-page' })).rejects.toMatchObject(refused('address-gone'));
		expect(await at(one.slug)).toMatchObject({ id: one.id });
		await remove(one.id, { leadsTo: '/tags/甕' });
		expect(await at(one.slug)).toEqual({ moved: `/tags/${encodeURIComponent('甕')}` });
	});

	it('takes the conversation along, or leaves it to be read', async () => {
		const [one, two] = [await published(), await published()];
		await remove(one.id);
		expect(await findThread(place.as(), { subject: `article:${one.id}` })).toBeNull();
		await remove(two.id, { thread: 'readable' });
		const path = `${two.path}/conversation`;
		expect(await findThread(place.as(), { subject: `article:${two.id}` })).toMatchObject({ path });
		expect(await at(two.slug)).toEqual({ moved: path });
		expect(await findAddress(place.as(), { slug: two.slug })).toMatchObject({
			end: 'gone',
			thread: expect.any(Number),
		});
	});

	it('is its author’s, is told to the pages that show it, and is safe to repeat', async () => {
		const one = await published();
		await expect(deleteArticle(place.as(other), { id: one.id })).rejects.toMatchObject({ status: 403 });
		await expect(deleteArticle(place.as(), { id: one.id })).rejects.toMatchObject({ status: 401 });
		const heard: string[] = [];
		const stop = place.site.onChange((things) => void heard.push(...(things ?? [])));
		await remove(one.id);
		stop();
		expect(heard).toEqual(expect.arrayContaining([`article:${one.id}`, 'articles']));
		await expect(remove(one.id)).rejects.toMatchObject({ code: 'article.not-found' });
		expect((await listArticles(place.as(), {})).items.map(({ id }) => id)).not.toContain(one.id);
	});
});

describe('a deleted article', () => {
	it('comes back as it was, for thirty days', async () => {
		const one = await published();
		const before = await at(one.slug);
		await remove(one.id, { leadsTo: '/articles' });
		place.clock.advance(29 * 86_400_000);
		await purgeDeleted.run(place.system(), {});
		expect((await listDeleted(place.as(author), {})).map(({ id }) => id)).toContain(one.id);
		expect(await listDeleted(place.as(other), {})).toEqual([]);
		await expect(restoreArticle(place.as(other), { id: one.id })).rejects.toMatchObject({ status: 403 });
		await restoreArticle(place.as(author), { id: one.id });
		await restoreArticle(place.as(author), { id: one.id });
		expect(await at(one.slug)).toEqual({ ...before, changed: place.clock.now() });
	});

	it('goes for good after that, and its addresses still lead where they did', async () => {
		const [one, two, target] = [await published(), await published(), await published()];
		await move(one.id, 'one-moved');
		await remove(one.id, { leadsTo: target.path });
		await remove(two.id);
		place.clock.advance(31 * 86_400_000);
		await purgeDeleted.run(place.system(), {});
		await purgeDeleted.run(place.system(), {});
		await expect(restoreArticle(place.as(author), { id: one.id })).rejects.toMatchObject({ code: 'article.not-found' });
		await move(target.id, 'target-moved');
		for (const slug of [one.slug, 'one-moved']) expect(await at(slug)).toEqual({ moved: '/articles/target-moved' });
		await expect(at(two.slug)).rejects.toMatchObject({ code: 'article.gone', status: 410 });
		// An address that only says that it is gone may be written again; one that leads on may not.
		const again = await sowArticle(place.as(author), two.slug);
		expect(again.slug).toBe(two.slug);
		await publishArticle(place.as(author), { id: again.id });
		expect(await at(two.slug)).toMatchObject({ id: again.id });
		expect((await sowArticle(place.as(author), one.slug)).slug).toBe(`${one.slug}-2`);
		await remove(target.id);
		await expect(at('one-moved')).rejects.toMatchObject({ code: 'article.gone' });
	});
});
