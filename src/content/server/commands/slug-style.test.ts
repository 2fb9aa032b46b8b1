import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	publishArticle,
	readArticle,
	setDesk,
	translateArticle,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let owner: Actor;
beforeAll(async () => {
	place = await testSite();
	owner = await sowWriter(place.system(), 'owner');
});
afterAll(() => place.close());

type More = Partial<Parameters<typeof writeArticle>[1]>;
const body = fromMarkdown('內容', 'article');
const write = (title: string, more: More = {}) => writeArticle(place.as(owner), { title, body, ...more });

it('makes an address of the title, in pinyin or as the site is set, and never of what somebody wrote', async () => {
	expect((await write('重複購買')).slug).toBe('重複購買');
	expect((await write('重複購買', { slugStyle: 'pinyin' })).slug).toBe('chong-fu-gou-mai');
	await setDesk(place.as(owner), { reviewRequired: false, slugStyle: 'pinyin' });
	const { id, slug } = await write('銀行門口');
	expect(slug).toBe('yin-hang-men-kou');
	expect((await write('銀行後門', { slug: 'back-door' })).slug).toBe('back-door');
	// The title changes, the address stays; until it is asked for anew.
	expect((await write('銀行側門', { id })).slug).toBe('yin-hang-men-kou');
	expect((await write('銀行側門', { id, slugStyle: 'title' })).slug).toBe('銀行側門');
	// A review is switched without touching the style.
	await setDesk(place.as(owner), { reviewRequired: false });
	expect((await write('行銷')).slug).toBe('xing-xiao');
	expect((await writePage(place.as(owner), { title: '關於我們', body })).slug).toBe('guan-yu-wo-men');
});

it('takes the title of the English version once there is one, and leads the old address on', async () => {
	const { id, slug } = await write('為什麼要等兩年', { slugStyle: 'english' });
	expect(slug).toBe('為什麼要等兩年');
	await publishArticle(place.as(owner), { id });
	const english = await translateArticle(place.as(owner), { id, locale: 'en' });
	await write('Why two years', { id: english.id, locale: 'en' });
	expect((await write('為什麼要等兩年', { id, slugStyle: 'english' })).slug).toBe('why-two-years');
	expect(await readArticle(place.as(), { slug })).toEqual({ moved: '/articles/why-two-years' });
});

it('keeps away from reserved addresses, and refuses them when they are written', async () => {
	expect((await write('Search', { slugStyle: 'title' })).slug).toBe('search-1');
	await expect(write('找', { slug: 'search' })).rejects.toMatchObject({ code: 'input.invalid' });
	await expect(write('找', { slugStyle: 'morse' as never })).rejects.toMatchObject({ code: 'input.invalid' });
});
