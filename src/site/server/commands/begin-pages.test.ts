import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testSite, type TestSite } from '#testing/test-site.ts';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { locales } from '#platform/language/locale.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { listPageDrafts, publishPage, readPageDraft, writePage } from '#content/server/index.ts';
import { findBlanks, pageRoles } from '#content/page.ts';
import { beginPages, changeContact, checkPrivacy } from '#site/server/index.ts';
import { findNoticeItems, noticeItems } from '#site/notice-items.ts';
import { readTemplate, templateFacts } from '#site/server/fill-template.ts';

describe.each(pageRoles)('the template %s', (role) => {
	it.each(locales)('asks only for facts that there are, and is whole, in %s', (locale) => {
		const { title, markdown } = readTemplate(role, locale);
		expect(title.length).toBeGreaterThan(1);
		for (const [, name] of markdown.matchAll(/\{([^}]*)\}/g)) expect(templateFacts).toContain(name);
		expect(/\p{Script=Han}/u.test(title)).toBe(locale === 'zh-TW');
		expect(plainText(fromMarkdown(markdown, 'article')).length).toBeGreaterThan(150);
	});
	it('has the same parts in both languages', () => {
		const parts = locales.map((locale) => readTemplate(role, locale).markdown);
		const count = (pattern: RegExp) => parts.map((text) => text.match(pattern)?.length ?? 0);
		for (const pattern of [/^## /gm, /^(?:-|\d\.) /gm, /\{\w+\}/g]) expect(new Set(count(pattern)).size).toBe(1);
	});
});

it.each(locales)('the privacy template tells all six items in %s, and each is missed without its words', (locale) => {
	const contact = { company: '燕埕豆油行', companyEn: 'Swallow Yard' };
	const { markdown } = readTemplate('privacy', locale);
	const text = plainText(fromMarkdown(markdown.replaceAll('{company}', contact.company), 'article'));
	expect(findNoticeItems(text, contact).filter(({ found }) => !found)).toEqual([]);
	expect(findNoticeItems('', contact).filter(({ found }) => found)).toEqual([]);
	const missing = (words: RegExp) =>
		findNoticeItems(text.replace(words, ''), contact).flatMap(({ item, found }) => (found ? [] : [item]));
	expect(missing(/燕埕豆油行/g)).toContain('collector');
	expect(missing(/目的|purposes?/gi)).toContain('purpose');
	expect(missing(/類別|種類|categories/gi)).toContain('categories');
	expect(missing(/對象|recipients?/gi)).toContain('use');
	expect(missing(/刪除|deleted?/gi)).toContain('rights');
	expect(missing(/不提供|provide no/gi)).toContain('refusal');
	expect(noticeItems).toHaveLength(6);
});

describe('the pages of a house', () => {
	let place: TestSite;
	const editor: Actor = { kind: 'member', member: 1, name: 'e', handle: 'e', role: 'editor' };
	beforeAll(async () => {
		place = await testSite();
		await place.site.sql`insert into membership.member (name, handle, role, locale, joined)
			values ('e', 'e', 'editor', 'zh-TW', now())`;
		await changeContact(place.system(), { company: '燕埕*豆油*行', email: 'a@b.example', taxId: '04595257' });
	});
	afterAll(() => place.close());

	it('are begun once, in the languages that were asked for, with what is told of the house', async () => {
		const own = await writePage(place.as(editor), {
			title: '我寫的',
			slug: 'about',
			role: 'about',
			body: fromMarkdown('字', 'article'),
		});
		const { begun } = await beginPages(place.as(editor), { locales: ['en', 'zh-TW'] });
		expect(begun).toHaveLength(9);
		expect((await beginPages(place.as(editor), { locales: ['zh-TW', 'en'] })).begun).toEqual([]);
		const pages = await listPageDrafts(place.as(editor), {});
		expect(pages).toHaveLength(10);
		expect(pages.map(({ slug }) => slug).sort()).toEqual(pageRoles.flatMap((role) => [role, `${role}-en`]).sort());
		for (const role of pageRoles)
			expect(new Set(pages.filter((page) => page.role === role).map(({ family }) => family)).size).toBe(1);
		expect(pages.find(({ slug }) => slug === 'about')).toMatchObject({ id: own.id, title: '我寫的' });

		const privacy = pages.find(({ slug }) => slug === 'privacy')!;
		const { text } = await readPageDraft(place.as(editor), { id: privacy.id });
		expect(text).toContain('燕埕*豆油*行');
		expect(text).toContain('04595257');
		expect(findBlanks(text)).toContain('地址');
		expect(findBlanks(text)[0]).toContain('律師');
		// Nobody publishes a template that nobody has read.
		await expect(publishPage(place.as(editor), privacy)).rejects.toMatchObject({ code: 'page.blanks-left' });
		expect(await checkPrivacy(place.as(editor), {})).toEqual([]);
	});

	it('are checked for the six items once the privacy page is public', async () => {
		const privacy = (await listPageDrafts(place.as(editor), {})).find(({ slug }) => slug === 'privacy')!;
		const body = fromMarkdown('燕埕*豆油*行蒐集你的電子郵件，目的是通知你。類別：辨識個人者。', 'article');
		await writePage(place.as(editor), { id: privacy.id, title: '隱私權政策', body });
		await changeContact(place.system(), { company: '燕埕豆油行' });
		await publishPage(place.as(editor), privacy);
		const [page] = await checkPrivacy(place.as(editor), {});
		expect(page?.findings.filter(({ found }) => !found).map(({ item }) => item)).toEqual(['use', 'rights', 'refusal']);
	});

	it('are begun by editors and the owner alone', async () => {
		const author: Actor = { ...editor, role: 'author' } as Actor;
		await expect(beginPages(place.as(author), { locales: ['en'] })).rejects.toMatchObject({ status: 403 });
		await expect(beginPages(place.as(editor), { locales: [] })).rejects.toMatchObject({ code: 'input.invalid' });
	});
});
