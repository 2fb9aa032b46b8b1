import { render } from 'svelte/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { readDraft, readKept, writeArticle } from '#content/server/index.ts';
import { sowArticle, sowWriter } from '#content/server/sow.ts';
import ArticleEditor from '#content/ui/ArticleEditor.svelte';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { articleActions } from '#web/article-form.ts';
import { editArticle } from '#web/article-editor.ts';

let place: TestSite;
let author: Actor;
let editor: Actor;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

const event = (actor: Actor, path: string, form?: Record<string, string>) =>
	({
		request: new Request(`http://localhost${path}`, form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
		url: new URL(`http://localhost${path}`),
		locals: { ctx: place.as(actor), actor, locale: 'zh-TW', front: {} },
	}) as never;

/** What a button of the form comes to: where it leads, or what the page shows. */
async function press(actor: Actor, action: keyof typeof articleActions, form: Record<string, string>) {
	try {
		const answer = (await articleActions[action](event(actor, '/console/content/1', form))) as unknown as {
			data: Record<string, unknown>;
		};
		return { to: null, form: answer.data };
	} catch (error) {
		const { location } = error as { location?: string };
		if (!location) throw error;
		return { to: location, form: null };
	}
}

async function page(actor: Actor, id: number, form: unknown = null, search = '') {
	const data = await editArticle(event(actor, `/console/content/${id}${search}`), String(id));
	const { begun: _, ...props } = { begun: [], ...data };
	return render(ArticleEditor as never, {
		props: { ...props, locale: 'zh-TW', timeZone: 'Asia/Taipei', trouble: form } as never,
	}).body;
}

const body = (markdown: string) => fromMarkdown(markdown, 'article');

describe('the editor’s form', () => {
	it('refuses the second save, shows both versions, and lets either be chosen', async () => {
		const { id } = await sowArticle(place.as(author), '一起寫', '大家讀過的第一段話');
		await writeArticle(place.as(editor), { id, title: '一起寫', body: body('編輯改的第一段話') });
		const mine = { id: String(id), version: '1', title: '一起寫', body: JSON.stringify(body('作者讀的第一段話')) };
		const refused = await press(author, 'save', mine);
		expect(refused.form).toMatchObject({ code: 'article.changed-meanwhile', conflict: { version: 2 } });
		const html = await page(author, id, refused.form);
		expect(html).toContain('用我的版本');
		expect(html).toContain('用對方的版本');
		expect(html).toMatch(/<del[^>]*>.*編輯改.*<\/del>/);
		expect(html).toMatch(/<ins[^>]*>.*作者讀.*<\/ins>/);
		// Nothing was written over, and nothing was lost.
		expect(await readDraft(place.as(author), { id })).toMatchObject({ version: 2, body: body('編輯改的第一段話') });
		expect(await readKept(place.as(author), { place: `article:${id}` })).toMatchObject({
			body: body('作者讀的第一段話'),
		});
		// Theirs: the page as it is saved, with mine offered.
		const theirs = await page(author, id);
		expect(theirs).toContain('有一份尚未存檔的內容');
		expect(theirs).toContain('之後又存過新的版本');
		expect(await page(author, id, null, '?kept')).toContain('作者讀的第一段話');
		// Mine: the same form again, which now names the version that was seen.
		expect(html).toContain('name="version" value="2"');
		const kept = await press(author, 'save', { ...mine, version: '2', kept: `article:${id}` });
		expect(kept.to).toBe(`/console/content/${id}?saved`);
		expect(await readKept(place.as(author), { place: `article:${id}` })).toBeNull();
	});

	it('offers nothing when what was kept is what was saved', async () => {
		const { id } = await sowArticle(place.as(author), '一樣', '一樣的話');
		const { keepDraft } = await import('#content/server/index.ts');
		await keepDraft(place.as(author), { place: `article:${id}`, fields: { title: '一樣' }, body: body('一樣的話') });
		expect(await page(author, id)).not.toContain('有一份尚未存檔的內容');
	});

	it('says what is wrong and keeps what was typed', async () => {
		const { form } = await press(author, 'save', { title: '', body_markdown: '**話**', tags: '一、二，三,' });
		expect(form).toMatchObject({ fields: { title: expect.any(String) }, values: { tags: '一、二，三,' } });
		expect((await press(author, 'save', { title: '壞掉', body: '{' })).form).toMatchObject({ code: 'input.invalid' });
	});
});
