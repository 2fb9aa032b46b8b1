import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor, Role } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { createMember } from '#membership/server/index.ts';
import { blankText, findBlanks } from '#content/page.ts';
import {
	deletePage,
	keepDraft,
	listBegun,
	listPageDrafts,
	listPageRevisions,
	listPages,
	publishPage,
	readKept,
	readPage,
	readPageDraft,
	readPageRevision,
	restorePageRevision,
	unpublishPage,
	writePage,
} from '#content/server/index.ts';

let place: TestSite;
const people: Partial<Record<Role, Actor>> = {};
const text = (words: string) => fromMarkdown(words, 'article');
const editor = () => place.as(people.editor);

beforeAll(async () => {
	place = await testSite();
	for (const role of ['member', 'author', 'moderator', 'editor', 'owner'] as const) {
		const email = `${role}@example.com`;
		const { id } = await createMember(place.system(), { name: role, email, role, locale: 'zh-TW' });
		people[role] = { kind: 'member', member: id, name: role, handle: role, role };
	}
});
afterAll(() => place.close());

/** What a command said about the things it changed. */
async function lastAbout(): Promise<string[]> {
	const [row] = await place.site.sql<
		{ things: string[] }[]
	>`select things from platform.event order by id desc limit 1`;
	return row?.things ?? [];
}

describe('a page', () => {
	it('is written, shown, taken back and shown again, and says so to whoever keeps it', async () => {
		const { id } = await writePage(editor(), { title: '關於我們', slug: 'about', body: text('三代人。') });
		await expect(readPage(place.as(), { slug: 'about' })).rejects.toMatchObject({ code: 'page.not-found' });
		expect(await lastAbout()).toEqual([`page:${id}`]);

		await publishPage(editor(), { id });
		expect(await lastAbout()).toEqual([`page:${id}`, 'pages']);
		const told: string[] = [];
		const reader = { ...place.as(), about: (...things: string[]) => void told.push(...things) };
		expect(await readPage(reader, { slug: 'about' })).toMatchObject({ title: '關於我們', html: '<p>三代人。</p>' });
		expect(told).toEqual([`page:${id}`, 'pages']);

		const before = await place.site.sql`select count(*) from platform.event`;
		await publishPage(editor(), { id });
		expect(await place.site.sql`select count(*) from platform.event`).toEqual(before);

		await unpublishPage(editor(), { id });
		await expect(readPage(place.as(), { slug: 'about' })).rejects.toMatchObject({ code: 'page.withdrawn' });
		await publishPage(editor(), { id });
	});

	it('leads on from every address it had, until another page moves in there', async () => {
		const { id } = await writePage(editor(), { title: '門市', slug: 'shop', body: text('在巷口。') });
		await publishPage(editor(), { id });
		await writePage(editor(), { id, title: '門市', slug: '門市', body: text('在巷口。') });
		await writePage(editor(), { id, title: '門市', slug: 'store', body: text('在巷口。') });
		expect(await readPage(place.as(), { slug: 'shop' })).toEqual({ moved: '/store' });
		expect(await readPage(place.as(), { slug: '門市' })).toEqual({ moved: '/store' });

		const back = await writePage(editor(), { id, title: '門市', slug: 'shop', body: text('在巷口。') });
		expect(await readPage(place.as(), { slug: back.slug })).toMatchObject({ id });
		expect(await readPage(place.as(), { slug: 'store' })).toEqual({ moved: '/shop' });

		const other = await writePage(editor(), { title: 'Store', slug: 'store', body: text('new') });
		await publishPage(editor(), { id: other.id });
		expect(await readPage(place.as(), { slug: 'store' })).toMatchObject({ id: other.id });
		// A page that is not public is not led to either.
		await unpublishPage(editor(), { id });
		await expect(readPage(place.as(), { slug: '門市' })).rejects.toMatchObject({ code: 'page.withdrawn' });
		// Moved meanwhile, it comes back at all its addresses.
		await writePage(editor(), { id, title: '門市', slug: 'branch', body: text('在巷口。') });
		await publishPage(editor(), { id });
		for (const slug of ['門市', 'shop']) expect(await readPage(place.as(), { slug })).toEqual({ moved: '/branch' });
	});

	it('leaves addresses that lead where they were told to, or say that it is gone', async () => {
		const known = async (title: string, slug: string) => {
			const { id } = await writePage(editor(), { title, slug, body: text('字') });
			await publishPage(editor(), { id });
			return id;
		};
		const at = (slug: string) => readPage(place.as(), { slug });
		const [old, next] = [await known('舊門市', 'old-shop'), await known('新門市', 'new-shop')];
		await writePage(editor(), { id: old, title: '舊門市', slug: 'older-shop', body: text('字') });
		await unpublishPage(editor(), { id: old });
		const remove = (id: number, leadsTo?: string) => deletePage(editor(), { id, ...(leadsTo ? { leadsTo } : {}) });
		const wrong = (key: string) => ({ details: { fields: [{ path: 'leadsTo', key }] } });
		for (const [to, key] of [
			['/older-shop', 'address-itself'],
			['/nowhere', 'address-gone'],
			['https://elsewhere.example/x', 'address-elsewhere'],
			['/console', 'address-elsewhere'],
		] as const)
			await expect(remove(old, to), to).rejects.toMatchObject(wrong(key));
		await remove(old, '/new-shop/?from=old');
		for (const slug of ['old-shop', 'older-shop']) expect(await at(slug)).toEqual({ moved: '/new-shop?from=old' });
		// It moves, and the old ones go straight there; it is gone, and they say so.
		await writePage(editor(), { id: next, title: '新門市', slug: 'newest-shop', body: text('字') });
		expect(await at('old-shop')).toEqual({ moved: '/newest-shop?from=old' });
		await unpublishPage(editor(), { id: next });
		await remove(next);
		for (const slug of ['old-shop', 'new-shop', 'newest-shop'])
			await expect(at(slug), slug).rejects.toMatchObject({ code: 'page.gone', status: 410 });
		// A page that is written there is what is found; one that nobody saw leaves nothing.
		const again = await known('又有了', 'old-shop');
		expect(await at('old-shop')).toMatchObject({ id: again });
		const draft = await writePage(editor(), { title: '草稿', slug: 'never-seen', body: text('字') });
		await remove(draft.id);
		await expect(at('never-seen')).rejects.toMatchObject({ code: 'page.not-found' });
	});

	it('cannot stand where the product answers, nor where another page stands', async () => {
		const write = (slug: string, title = '頁') => writePage(editor(), { title, slug, body: text('字') });
		for (const slug of ['console', 'Search', '/articles/', 'api', 'healthz', '_app', 'en'])
			await expect(write(slug), slug).rejects.toMatchObject({ code: 'page.address-reserved', status: 409 });
		await expect(write('', 'Search')).rejects.toMatchObject({ code: 'page.address-reserved' });
		await expect(write('about')).rejects.toMatchObject({ code: 'page.address-taken', details: { address: '/about' } });
		await expect(write('', '！？')).rejects.toMatchObject({ code: 'page.address-empty' });
		// An address that nobody chose gets a number instead.
		expect((await write('', '關於 about')).slug).toBe('關於-about');
		expect((await write('', '關於 about')).slug).toBe('關於-about-2');
	});

	it('is not published while it is empty or has places to fill in', async () => {
		const { id } = await writePage(editor(), { title: '空白', body: text('') });
		await expect(publishPage(editor(), { id })).rejects.toMatchObject({ code: 'page.empty' });
		const body = text(
			`電話：${blankText('電話', 'zh-TW')}，${blankText('address', 'en')}，${blankText('電話', 'zh-TW')}`,
		);
		await writePage(editor(), { id, title: '空白', body });
		await expect(publishPage(editor(), { id })).rejects.toMatchObject({
			code: 'page.blanks-left',
			details: { count: 2, blanks: '電話、address' },
		});
		expect(findBlanks('【請看】 【請填：】 【請填電話】')).toEqual([]);
	});

	it('tells of two people who edit at once', async () => {
		const { id, version } = await writePage(editor(), { title: '同時', body: text('一') });
		await writePage(editor(), { id, version, title: '同時', body: text('二') });
		await expect(writePage(editor(), { id, version, title: '同時', body: text('三') })).rejects.toMatchObject({
			code: 'page.changed-meanwhile',
			details: { version: 2 },
		});
		expect((await readPageDraft(editor(), { id })).markdown).toContain('二');
	});

	it('has its translation beside it while that is public, and one only in each language', async () => {
		const zh = await writePage(editor(), { title: '會員條款', slug: 'terms', role: 'terms', body: text('字') });
		const draft = { title: 'Terms', slug: 'terms-en', role: 'terms', locale: 'en', translates: zh.id } as const;
		const en = await writePage(editor(), { ...draft, body: text('word') });
		await publishPage(editor(), zh);
		expect(await readPage(place.as(), { slug: 'terms' })).toMatchObject({ alternates: [] });
		await publishPage(editor(), en);
		expect(await readPage(place.as(), { slug: 'terms' })).toMatchObject({
			alternates: [{ locale: 'en', path: '/terms-en', title: 'Terms' }],
		});
		expect(await readPage(place.as(), { slug: 'terms-en' })).toMatchObject({ alternates: [{ path: '/terms' }] });
		await expect(writePage(editor(), { ...draft, role: null, slug: 'x', body: text('w') })).rejects.toMatchObject({
			code: 'page.translated-already',
		});
		await expect(writePage(editor(), { ...draft, translates: null, slug: 'x', body: text('w') })).rejects.toMatchObject(
			{ code: 'page.role-taken' },
		);
		const drafts = await listPageDrafts(editor(), {});
		const at = drafts.findIndex(({ id }) => id === zh.id);
		expect(drafts[at + 1]?.id).toBe(en.id);
	});

	it('is deleted as a draft only', async () => {
		const { id } = await writePage(editor(), { title: '不要了', body: text('字') });
		await publishPage(editor(), { id });
		await expect(deletePage(editor(), { id })).rejects.toMatchObject({ code: 'page.published' });
		await unpublishPage(editor(), { id });
		await deletePage(editor(), { id });
		await expect(readPageDraft(editor(), { id })).rejects.toMatchObject({ code: 'page.not-found' });
	});

	it('is written by editors and the owner alone', async () => {
		const { id } = await writePage(editor(), { title: '權限', body: text('字') });
		for (const role of ['member', 'author', 'moderator'] as const) {
			const ctx = place.as(people[role]);
			for (const deed of [
				() => writePage(ctx, { id, title: '權限', body: text('改') }),
				() => writePage(ctx, { title: '權限', body: text('改') }),
				() => publishPage(ctx, { id }),
				() => unpublishPage(ctx, { id }),
				() => deletePage(ctx, { id }),
				() => readPageDraft(ctx, { id }),
				() => listPageDrafts(ctx, {}),
			])
				await expect(deed(), role).rejects.toMatchObject({ status: 403 });
		}
		await expect(writePage(place.as(), { title: '權限', body: text('改') })).rejects.toMatchObject({ status: 401 });
		await writePage(place.as(people.owner), { id, title: '權限', body: text('改') });
	});

	it('is listed when it is public', async () => {
		const paths = (await listPages(place.as(), {})).map(({ path }) => path);
		expect(paths).toContain('/about');
		expect(paths).toContain('/terms-en');
		expect(paths.some((path) => path.includes(encodeURIComponent('權限')))).toBe(false);
		expect(await listPages(place.as(), { role: 'terms' })).toHaveLength(2);
	});

	it('takes nothing that cannot be kept', async () => {
		const bad = (input: object) => writePage(editor(), { title: '壞', body: text('字'), ...input } as never);
		await expect(bad({ title: '' })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(bad({ title: '長'.repeat(151) })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(bad({ locale: 'fr' })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(bad({ role: 'boss' })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(bad({ body: { type: 'doc', content: [{ type: 'script' }] } })).rejects.toMatchObject({ status: 422 });
		await expect(bad({ translates: 99_999 })).rejects.toMatchObject({ code: 'page.not-found' });
		await expect(bad({ id: 99_999 })).rejects.toMatchObject({ code: 'page.not-found' });
		const evil = await bad({ title: '<b>', slug: '../../etc/passwd?x#y' });
		expect(evil.slug).toBe('etc-passwd-x-y');
	});
});

describe('what was', () => {
	it('stays as a version of each save that changed something, can be compared and comes back as a new one', async () => {
		const { id } = await writePage(editor(), { title: '退換貨', slug: 'returns', body: text('七天鑑賞期。') });
		await writePage(editor(), { id, title: '退換貨', body: text('七天鑑賞期。') });
		await writePage(editor(), { id, title: '退換貨說明', body: text('十天鑑賞期。') });
		const listed = await listPageRevisions(editor(), { page: id });
		expect(listed.items.map(({ number, title, by }) => [number, title, by])).toEqual([
			[2, '退換貨說明', 'editor'],
			[1, '退換貨', 'editor'],
		]);
		expect(listed.page.present).toBe(2);
		const { difference, html } = await readPageRevision(editor(), { page: id, number: 2 });
		expect(html).toBe('<p>十天鑑賞期。</p>');
		expect(difference?.fields.map(({ field }) => field)).toEqual(['title', 'excerpt']);
		expect((await readPageRevision(editor(), { page: id, number: 1 })).difference).toBeNull();
		await restorePageRevision(editor(), { page: id, number: 1 });
		expect(await readPageDraft(editor(), { id })).toMatchObject({
			title: '退換貨',
			slug: 'returns',
			text: '七天鑑賞期。',
		});
		expect((await listPageRevisions(editor(), { page: id })).items[0]).toMatchObject({ number: 3, title: '退換貨' });
		await expect(readPageRevision(editor(), { page: id, number: 9 })).rejects.toMatchObject({
			code: 'revision.not-found',
		});
		await expect(restorePageRevision(editor(), { page: id, number: 9 })).rejects.toMatchObject({ status: 404 });
		for (const actor of [place.as(), place.as(people.author)]) {
			await expect(listPageRevisions(actor, { page: id })).rejects.toMatchObject({
				status: expect.any(Number) as number,
			});
			await expect(restorePageRevision(actor, { page: id, number: 1 })).rejects.toThrow();
		}
	});

	it('is kept while it is typed, for its writer alone, until it is saved', async () => {
		const { id } = await writePage(editor(), { title: '門市', body: text('週三到週日。') });
		const at = `page:${id}`;
		const typed = { place: at, version: 1, fields: { title: '門市與時間' }, body: text('每天。') };
		await keepDraft(editor(), typed);
		expect(await readKept(editor(), { place: at })).toMatchObject({
			fields: { title: '門市與時間' },
			markdown: '每天。',
		});
		expect(await readKept(place.as(people.owner), { place: at })).toBeNull();
		await expect(keepDraft(editor(), { ...typed, after: null })).rejects.toMatchObject({
			code: 'draft.kept-elsewhere',
		});
		await expect(keepDraft(place.as(people.author), typed)).rejects.toMatchObject({ status: 403 });
		await expect(keepDraft(editor(), { ...typed, place: 'page:999999' })).rejects.toMatchObject({ status: 404 });
		await keepDraft(editor(), { ...typed, place: 'new-page:abcdefgh1' });
		expect(await listBegun(editor(), { pages: true })).toMatchObject([
			{ place: 'new-page:abcdefgh1', title: '門市與時間' },
		]);
		expect(await listBegun(editor(), {})).toEqual([]);
		await writePage(editor(), { id, title: '門市與時間', body: text('每天。'), kept: at });
		expect(await readKept(editor(), { place: at })).toBeNull();
		await keepDraft(editor(), typed);
		await deletePage(editor(), { id });
		expect(await place.site.sql`select from content.kept_draft where page = ${id}`).toHaveLength(0);
	});
});
