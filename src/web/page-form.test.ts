import { render } from 'svelte/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { keepDraft, listPageRevisions, readPageDraft, writePage } from '#content/server/index.ts';
import { sowWriter } from '#content/server/sow.ts';
import PageEditor from '#site/ui/PageEditor.svelte';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { editPage } from '#web/page-editor.ts';
import { pageActions } from '#web/page-form.ts';

let place: TestSite;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

const body = (markdown: string) => fromMarkdown(markdown, 'article');
const event = (path: string, form?: Record<string, string>) =>
	({
		request: new Request(`http://localhost${path}`, form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
		url: new URL(`http://localhost${path}`),
		locals: { ctx: place.as(editor), actor: editor, locale: 'zh-TW', front: {} },
	}) as never;
const page = async (id: number, form: unknown = null, search = '') =>
	render(PageEditor as never, {
		props: {
			...(await editPage(event(`/console/site/pages/${id}${search}`), String(id))),
			...{ locale: 'zh-TW', timeZone: 'Asia/Taipei', trouble: form },
		} as never,
	}).body;

it('refuses the second save once, keeps both, and takes what is saved knowingly', async () => {
	const { id } = await writePage(place.as(editor), { title: '退換貨', body: body('七天。') });
	await writePage(place.as(editor), { id, title: '退換貨', body: body('別人寫的十天。') });
	const mine = {
		id: String(id),
		version: '1',
		title: '退換貨',
		body: JSON.stringify(body('我寫的十四天。')),
		locale: 'zh-TW',
	};
	const refused = (await pageActions.save(event('/console/site/pages', mine))) as {
		data: { values: Record<string, string> };
	};
	expect(refused.data).toMatchObject({ code: 'page.changed-meanwhile', values: { version: '2' } });
	const html = await page(id, refused.data);
	expect(html).toContain('對方改的留在');
	expect(html).toContain('name="version" value="2"');
	await expect(pageActions.save(event('/console/site/pages', refused.data.values))).rejects.toMatchObject({
		location: `/console/site/pages/${id}?saved`,
	});
	expect((await readPageDraft(place.as(editor), { id })).text).toBe('我寫的十四天。');
	expect((await listPageRevisions(place.as(editor), { page: id })).items).toHaveLength(3);
});

it('offers what was typed and not saved, and shows it when it is taken', async () => {
	const { id } = await writePage(place.as(editor), { title: '門市', slug: 'shops', body: body('週三到週日。') });
	const fields = { title: '門市與時間', slug: 'shops', locale: 'zh-TW' };
	await keepDraft(place.as(editor), { place: `page:${id}`, version: 1, fields, body: body('每天。') });
	const offered = await page(id);
	expect(offered).toContain('有一份尚未存檔的內容');
	expect(offered).toContain('value="門市"');
	expect(offered).not.toContain('name="kept"');
	const taken = await page(id, null, '?kept');
	expect(taken).toContain('value="門市與時間"');
	expect(taken).toContain('每天。');
	expect(taken).toContain(`name="kept" value="page:${id}"`);
	await expect(pageActions.discard(event(`/console/site/pages/${id}`, { place: `page:${id}` }))).rejects.toMatchObject({
		status: 303,
	});
	expect(await page(id)).not.toContain('有一份尚未存檔的內容');
});
