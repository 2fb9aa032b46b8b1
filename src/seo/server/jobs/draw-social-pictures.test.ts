import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSeries, publishArticle, publishPage, writeArticle, writePage } from '#content/server/index.ts';
import { homeThing } from '#seo/share-picture.ts';
import { findSocialPicture } from '#media/server/index.ts';
import { createMember } from '#membership/server/index.ts';
import { changeBrand, forgetBrand, readBrand } from '#site/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

const brand = { name: '山腳下醬油', colour: '#8a3b1e', layout: 'journal', locale: 'zh-TW' } as const;
const read = async (src: string) =>
	Buffer.from(await new Response((await place.site.files.read(src.replace('/media/', '')))?.stream).arrayBuffer());

/** A running product forgets the brand when it hears of its change. */
async function changeLook(look: Parameters<typeof changeBrand>[1]): Promise<void> {
	await changeBrand(place.system(), look);
	forgetBrand(place.site.handle);
}

/** The widest difference between two pixels of a part, from 0 to 255. */
async function contrastIn(
	bytes: Buffer,
	part: { left: number; top: number; width: number; height: number },
): Promise<number> {
	const { channels } = await sharp(await sharp(bytes).extract(part).png().toBuffer()).stats();
	return Math.max(...channels.map(({ min, max }) => max - min));
}

it('draws a share picture and icons once for every look of the brand, and tells the pages', async () => {
	const ctx = place.system();
	const { id: author } = await createMember(ctx, { name: '阿德', email: 'de@example.tw', role: 'author' });
	await changeLook(brand);
	const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '內文' }] }] };
	const { id } = await writeArticle(ctx, { title: '為什麼每一瓶味道都不同？🎉', author, body });
	await place.runJobs();
	const thing = `article:${id}`;
	expect(await findSocialPicture(ctx, thing)).toBeNull();

	await publishArticle(ctx, { id });
	place.clock.advance(1_000);
	await place.runJobs();
	const card = await findSocialPicture(ctx, thing);
	const bytes = await read(card?.src ?? '');
	expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
	expect(bytes.length).toBeLessThan(1_000_000);
	// Everything that matters stands in the middle square: the sides carry the brand's colour and a faint shape alone.
	expect(await contrastIn(bytes, { left: 0, top: 0, width: 270, height: 630 })).toBeLessThan(45);
	expect(await contrastIn(bytes, { left: 300, top: 150, width: 600, height: 350 })).toBeGreaterThan(120);

	forgetBrand(ctx.site);
	const { icons } = await readBrand(ctx, {});
	expect(await sharp(await read(icons?.large ?? '')).metadata()).toMatchObject({ width: 512, height: 512 });
	expect((await read(icons?.ico ?? '')).subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 1, 0]));
	expect((await read(icons?.svg ?? '')).toString()).not.toMatch(/<script|<text|href/);

	// The text alone: nothing is drawn again. Another colour: everything is.
	await writeArticle(ctx, {
		id,
		title: '為什麼每一瓶味道都不同？🎉',
		author,
		body: { ...body, content: [...body.content, ...body.content] },
	});
	await place.runJobs();
	expect(await findSocialPicture(ctx, thing)).toEqual(card);
	await changeLook({ ...brand, colour: '#0f766e' });
	await place.runJobs();
	expect((await findSocialPicture(ctx, thing))?.src).not.toBe(card?.src);
	const facts = await place.site.sql<{ name: string }[]>`
		select name from platform.event where name in ('social-picture.drawn', 'brand.icons-drawn') and about <> 'home' order by name`;
	expect(facts.map(({ name }) => name)).toEqual([
		'brand.icons-drawn',
		'brand.icons-drawn',
		'social-picture.drawn',
		'social-picture.drawn',
	]);
}, 60_000);

it('draws pages, series and the house too, when they are to be seen', async () => {
	const ctx = place.system();
	const { id: author } = await createMember(ctx, { name: '小編', email: 'pen@example.tw', role: 'editor' });
	const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '內文' }] }] };
	const page = await writePage(ctx, { title: '關於我們', slug: 'about', body });
	const series = await keepSeries(ctx, { title: '一缸豆油的一年' });
	const { id } = await writeArticle(ctx, { title: '第一回', author, body, series: series.id });
	await place.runJobs();
	expect(await findSocialPicture(ctx, `page:${page.id}`)).toBeNull();
	expect(await findSocialPicture(ctx, `series:${series.id}`)).toBeNull();
	await publishPage(ctx, { id: page.id });
	await publishArticle(ctx, { id });
	await place.runJobs();
	expect(await findSocialPicture(ctx, `page:${page.id}`)).toMatchObject({ width: 1200, height: 630 });
	// A series is first drawn when its words change, or with the hour after it began to be seen.
	await keepSeries(ctx, { id: series.id, title: '一缸豆油的兩年' });
	await place.runJobs();
	expect(await findSocialPicture(ctx, `series:${series.id}`)).toMatchObject({ width: 1200 });
	const home = await findSocialPicture(ctx, homeThing);
	expect(home).toMatchObject({ width: 1200 });
	await changeLook({ ...brand, tagline: '一年只做一次的事' });
	await place.runJobs();
	expect((await findSocialPicture(ctx, homeThing))?.src).not.toBe(home?.src);
}, 60_000);
