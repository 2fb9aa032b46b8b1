import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor, Role } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { createMember } from '#membership/server/index.ts';
import {
	publishArticle,
	publishPage,
	unpublishArticle,
	unpublishPage,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { arrangeMenu, forgetFrame, frameThings, readFrame, readMenu } from '#site/server/index.ts';
import type { MenuRow, NavItem } from '#site/menu.ts';

let place: TestSite;
let editor: Actor;
let author: Actor;
const body = fromMarkdown('字', 'article');
const row = (more: Partial<MenuRow>): MenuRow => ({
	kind: 'address',
	target: '',
	label: '',
	labelEn: '',
	nested: false,
	...more,
});
let version = 0;
const arrange = async (items: MenuRow[]) =>
	void ({ version } = await arrangeMenu(place.as(editor), { menu: 'main', version, items }));
const menu = async (locale: 'zh-TW' | 'en' = 'zh-TW', name: 'main' | 'footer' = 'main') =>
	(await readFrame({ ...place.as(), locale }, {}))[name];
const short = (items: NavItem[]): unknown[] =>
	items.map(({ href, label, items: below }) => [label, href, ...(below.length ? [short(below)] : [])]);

beforeAll(async () => {
	place = await testSite();
	place.site.onChange((things) => {
		if (!things || things.some((thing) => frameThings.includes(thing))) forgetFrame(place.site.handle);
	});
	const join = async (role: Role): Promise<Actor> => {
		const { id } = await createMember(place.system(), {
			name: role,
			email: `${role}@example.com`,
			role,
			locale: 'zh-TW',
		});
		return { kind: 'member', member: id, name: role, handle: role, role };
	};
	editor = await join('editor');
	author = await join('author');
});
afterAll(() => place.close());

describe('a menu', () => {
	it('suggests something while nobody has arranged it', async () => {
		expect(short(await menu())).toEqual([
			['文章', '/articles'],
			['討論', '/community'],
			['搜尋', '/search'],
		]);
		expect(await menu('zh-TW', 'footer')).toEqual([]);
		const { id } = await writePage(place.as(editor), { title: '隱私權政策', slug: 'privacy', role: 'privacy', body });
		await publishPage(place.as(editor), { id });
		expect(short(await menu('zh-TW', 'footer'))).toEqual([['隱私權政策', '/privacy']]);
		expect(await readMenu(place.as(editor), { menu: 'main' })).toEqual({ version: 0, items: [] });
	});

	it('leads where it was told, in both languages, one level deep', async () => {
		const page = await writePage(place.as(editor), { title: '關於我們', slug: 'about', body });
		const english = { title: 'About us', slug: 'about-en', locale: 'en', translates: page.id } as const;
		const translation = await writePage(place.as(editor), { ...english, body });
		await publishPage(place.as(editor), page);
		await arrange([
			row({ kind: 'heading', label: '認識我們', labelEn: 'Who we are' }),
			row({ kind: 'page', target: String(page.id), nested: true }),
			row({ kind: 'community', nested: true, label: '聊聊' }),
			row({ kind: 'tag', target: '醬油' }),
			row({ target: 'https://shop.example/', label: '商店', labelEn: 'Shop' }),
			row({ target: '/articles?x=1', labelEn: 'Old ones' }),
		]);
		expect(short(await menu())).toEqual([
			[
				'認識我們',
				null,
				[
					['關於我們', '/about'],
					['聊聊', '/community'],
				],
			],
			['醬油', `/tags/${encodeURIComponent('醬油')}`],
			['商店', 'https://shop.example/'],
			['Old ones', '/articles?x=1'],
		]);
		// An English reader is led to the English page as soon as there is one.
		expect(short(await menu('en'))[0]).toEqual([
			'Who we are',
			null,
			[
				['關於我們', '/about'],
				['Community', '/community'],
			],
		]);
		await publishPage(place.as(editor), translation);
		expect(short(await menu('en'))[0]).toEqual([
			'Who we are',
			null,
			[
				['About us', '/about-en'],
				['Community', '/community'],
			],
		]);
		expect(await readMenu(place.as(editor), { menu: 'main' })).toMatchObject({ version, items: { length: 6 } });
	});

	it('leaves out what is not public, at once, and keeps it for its return', async () => {
		const page = await writePage(place.as(editor), { title: '門市', slug: 'store', body });
		const article = await writeArticle(place.as(editor), { title: '開缸', body });
		await publishPage(place.as(editor), page);
		await publishArticle(place.as(editor), article);
		await arrange([
			row({ kind: 'page', target: String(page.id) }),
			row({ kind: 'article', target: String(article.id), nested: true }),
			row({ kind: 'heading', label: '只有草稿' }),
			row({
				kind: 'page',
				target: String((await writePage(place.as(editor), { title: '草稿', body })).id),
				nested: true,
			}),
		]);
		const whole = [['門市', '/store', [['開缸', `/articles/${encodeURIComponent('開缸')}`]]]];
		expect(short(await menu())).toEqual(whole);
		expect((await readFrame(place.as(), {})).about).toEqual(['pages', 'articles']);

		await unpublishPage(place.as(editor), page);
		expect(short(await menu())).toEqual([['開缸', `/articles/${encodeURIComponent('開缸')}`]]);
		await unpublishArticle(place.as(editor), article);
		expect(await menu()).toEqual([]);
		await publishPage(place.as(editor), page);
		await publishArticle(place.as(editor), article);
		expect(short(await menu())).toEqual(whole);
	});

	it('follows a page to its new address and title', async () => {
		const page = await writePage(place.as(editor), { title: '走走', slug: 'visit', body });
		await publishPage(place.as(editor), page);
		await arrange([row({ kind: 'page', target: String(page.id) })]);
		await writePage(place.as(editor), { id: page.id, title: '來走走', slug: 'come', body });
		expect(short(await menu())).toEqual([['來走走', '/come']]);
	});

	it('refuses what leads nowhere, and keeps what was there', async () => {
		const before = await menu();
		const bad = (item: Partial<MenuRow>) => arrange([row({ kind: 'home' }), row({ label: '壞', ...item })]);
		const finding = (path: string, key: string) => ({
			code: 'input.invalid',
			details: { fields: [{ path: `items.1.${path}`, key }] },
		});
		for (const target of [
			'',
			'shop',
			'//evil.example',
			'http://plain.example/',
			'javascript:alert(1)',
			'https://a b',
			'/\\evil',
		])
			await expect(bad({ target }), target).rejects.toMatchObject(finding('target', 'menu-address'));
		await expect(bad({ kind: 'page', target: '99999' })).rejects.toMatchObject(finding('target', 'menu-target'));
		await expect(bad({ kind: 'article', target: 'x' })).rejects.toMatchObject(finding('target', 'menu-target'));
		await expect(bad({ kind: 'tag' })).rejects.toMatchObject(finding('target', 'menu-target'));
		await expect(bad({ kind: 'heading', label: '' })).rejects.toMatchObject(finding('label', 'missing'));
		await expect(bad({ target: '/a', label: '長'.repeat(41) })).rejects.toMatchObject(finding('label', 'too-long'));
		await expect(arrange(Array.from({ length: 41 }, () => row({ kind: 'home' })))).rejects.toMatchObject({
			code: 'input.invalid',
		});
		expect(await menu()).toEqual(before);
	});

	it('tells of two people who arrange at once', async () => {
		const items = [row({ kind: 'home' })];
		await expect(arrangeMenu(place.as(editor), { menu: 'main', version: version - 1, items })).rejects.toMatchObject({
			code: 'menu.changed-meanwhile',
		});
	});

	it('is arranged by editors and the owner alone', async () => {
		const input = { menu: 'footer', version: 0, items: [] } as const;
		await expect(arrangeMenu(place.as(author), { ...input, items: [] })).rejects.toMatchObject({ status: 403 });
		await expect(readMenu(place.as(author), { menu: 'main' })).rejects.toMatchObject({ status: 403 });
	});

	it('is read once by each process until something of it changes', async () => {
		const first = await readFrame(place.as(), {});
		expect(await readFrame(place.as(), {})).toBe(first);
		await arrange([]);
		expect(await readFrame(place.as(), {})).not.toBe(first);
		expect(await menu()).toEqual([]);
	});
});
