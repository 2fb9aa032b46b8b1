import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	compareWithSaved,
	discardDraft,
	keepDraft,
	keepSeries,
	listBegun,
	listRevisions,
	noteEditing,
	publishArticle,
	readArticle,
	readDraft,
	readKept,
	readRevision,
	restoreRevision,
	writeArticle,
	writePage,
} from '#content/server/index.ts';
import { sowArticle, sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Actor;
let editor: Actor;
let other: Actor;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	other = await sowWriter(place.system());
	editor = await sowWriter(place.system(), 'editor');
});
afterAll(() => place.close());

type Member = Extract<Actor, { kind: 'member' }>;
const nameOf = (actor: Actor): string => (actor as Member).name;
const body = (markdown: string) => fromMarkdown(markdown, 'article');
const numbers = async (article: number) =>
	(await listRevisions(place.as(author), { article })).items.map(({ number }) => number);

describe('a save', () => {
	it('leaves a revision with who and when; one that changes nothing leaves none', async () => {
		const { id } = await sowArticle(place.as(author), '醬油', '第一版');
		place.clock.advance(60_000);
		const save = { id, title: '醬油', body: body('第二版'), tags: ['釀造'] };
		await writeArticle(place.as(editor), save);
		expect(await writeArticle(place.as(editor), save)).toMatchObject({ version: 2 });
		const { items } = await listRevisions(place.as(author), { article: id });
		expect(items).toMatchObject([
			{ number: 2, by: editor.kind === 'member' && editor.name, kept: place.clock.now(), published: null },
			{ number: 1, by: author.kind === 'member' && author.name },
		]);
		await publishArticle(place.as(author), { id });
		expect((await listRevisions(place.as(author), { article: id })).items[0]).toMatchObject({
			published: place.clock.now(),
		});
		const seen = await readRevision(place.as(author), { article: id, number: 2 });
		expect(seen.compared).toMatchObject({ number: 1 });
		expect(seen.difference).toMatchObject({
			fields: [{ field: 'excerpt' }, { field: 'tags', pieces: [{ text: '釀造', change: 'added' }] }],
			blocks: [{ change: 'changed' }],
		});
	});

	it('is not there for others, and neither is what never was', async () => {
		const { id } = await sowArticle(place.as(author));
		await expect(listRevisions(place.as(other), { article: id })).rejects.toMatchObject({ status: 403 });
		await expect(readRevision(place.as(), { article: id, number: 1 })).rejects.toMatchObject({ status: 401 });
		await expect(restoreRevision(place.as(other), { article: id, number: 1 })).rejects.toMatchObject({ status: 403 });
		await expect(readRevision(place.as(author), { article: id, number: 9 })).rejects.toMatchObject({
			code: 'revision.not-found',
		});
		await expect(listRevisions(place.as(author), { article: 999_999 })).rejects.toMatchObject({ status: 404 });
	});

	it('is brought back as a new version, with what it replaces kept and the address as it is', async () => {
		const { id, slug } = await sowArticle(place.as(author), '舊題', '舊的內容');
		await writeArticle(place.as(author), { id, title: '新題', slug: 'new-address', body: body('新的內容') });
		await publishArticle(place.as(author), { id });
		expect(await restoreRevision(place.as(author), { article: id, number: 1 })).toMatchObject({ version: 3 });
		expect(await readDraft(place.as(author), { id })).toMatchObject({ title: '舊題', slug: 'new-address', version: 3 });
		expect(await readArticle(place.as(), { slug: 'new-address' })).toMatchObject({ html: '<p>舊的內容</p>' });
		expect((await listRevisions(place.as(author), { article: id })).items[0]).toMatchObject({
			number: 3,
			restored: 1,
			published: place.clock.now(),
		});
		expect(slug).not.toBe('new-address');
		expect(await restoreRevision(place.as(author), { article: id, number: 1 })).toMatchObject({ version: 3 });
		expect(await numbers(id)).toEqual([3, 2, 1]);
	});

	it('has its names and its place in a series, tells how they changed and brings them back', async () => {
		const who = { first: author as Member, second: other as Member };
		const series = await keepSeries(place.as(editor), { title: '一年的事' });
		const draft = { title: '一起', body: body('內容') };
		const { id } = await writeArticle(place.as(editor), { ...draft, authors: [who.first.member], series: series.id });
		const both = [who.second.member, who.first.member];
		await writeArticle(place.as(editor), { ...draft, id, authors: both, series: null });
		const { difference } = await readRevision(place.as(editor), { article: id, number: 2 });
		expect(difference?.fields.map(({ field }) => field)).toEqual(['authors', 'series']);
		expect(difference?.fields[1]?.pieces).toEqual([{ text: '一年的事', change: 'removed' }]);
		await restoreRevision(place.as(editor), { article: id, number: 1 });
		expect(await readDraft(place.as(editor), { id })).toMatchObject({ authors: [who.first.member], series: series.id });
		// An author brings back the words; names are an editor's.
		await restoreRevision(place.as(author), { article: id, number: 2 });
		expect(await readDraft(place.as(editor), { id })).toMatchObject({ authors: [who.first.member], series: null });
	});
});

describe('what is typed', () => {
	const typed = (words: string) => ({ fields: { title: '還沒存' }, body: body(words) });

	it('is kept for its writer alone, and no reader sees it', async () => {
		const { id, slug } = await sowArticle(place.as(author), '公開的', '公開的內容');
		await publishArticle(place.as(author), { id });
		const where = `article:${id}`;
		await keepDraft(place.as(author), { place: where, version: 1, ...typed('還沒給人看的') });
		expect(await readKept(place.as(author), { place: where })).toMatchObject({
			version: 1,
			fields: { title: '還沒存' },
		});
		expect(await readKept(place.as(editor), { place: where })).toBeNull();
		expect(await readArticle(place.as(), { slug })).toMatchObject({ title: '公開的', html: '<p>公開的內容</p>' });
		expect(await numbers(id)).toEqual([1]);
		await writeArticle(place.as(author), { id, title: '沒看過的存檔', body: body('x') });
		expect(await readKept(place.as(author), { place: where })).not.toBeNull();
		await writeArticle(place.as(author), { id, title: '存好了', body: body('y'), kept: where });
		expect(await readKept(place.as(author), { place: where })).toBeNull();
	});

	it('is not written over by another window', async () => {
		const where = 'new:abcdefgh1';
		const { kept } = await keepDraft(place.as(author), { place: where, ...typed('甲視窗') });
		place.clock.advance(5000);
		await expect(keepDraft(place.as(author), { place: where, ...typed('乙視窗') })).rejects.toMatchObject({
			code: 'draft.kept-elsewhere',
			status: 409,
		});
		const again = await keepDraft(place.as(author), { place: where, ...typed('甲視窗又寫'), after: kept });
		await expect(keepDraft(place.as(author), { place: where, ...typed('乙視窗'), after: kept })).rejects.toMatchObject({
			code: 'draft.kept-elsewhere',
		});
		expect(await readKept(place.as(author), { place: where })).toMatchObject({
			kept: again.kept,
			body: body('甲視窗又寫'),
		});
		expect(await listBegun(place.as(author), {})).toMatchObject([{ place: where, title: '還沒存' }]);
		await discardDraft(place.as(author), { place: where });
		await discardDraft(place.as(author), { place: where });
		expect(await listBegun(place.as(author), {})).toEqual([]);
	});

	it('is kept only where one may write, and only if it is a document', async () => {
		const { id } = await sowArticle(place.as(author));
		const keep = (actor: Actor | undefined, input: object) =>
			keepDraft(place.as(actor), { place: `article:${id}`, ...typed('x'), ...input });
		await expect(keep(other, {})).rejects.toMatchObject({ status: 403 });
		await expect(keep(undefined, {})).rejects.toMatchObject({ status: 401 });
		await expect(keep(author, { body: { type: 'script' } })).rejects.toMatchObject({ code: 'document.invalid' });
		await expect(keep(author, { place: 'article:0' })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(keep(author, { place: "new:'; drop" })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(keep(author, { fields: { title: 'x'.repeat(6000) } })).rejects.toMatchObject({ status: 422 });
	});
});

describe('two people on one article', () => {
	it('see each other for as long as both have it open', async () => {
		const { id } = await sowArticle(place.as(author));
		expect(await noteEditing(place.as(author), { article: id })).toMatchObject({ others: [], version: 1 });
		expect(await noteEditing(place.as(editor), { article: id })).toMatchObject({
			others: [author.kind === 'member' && author.name],
		});
		place.clock.advance(60_000);
		expect(await noteEditing(place.as(editor), { article: id })).toMatchObject({ others: [] });
		await expect(noteEditing(place.as(other), { article: id })).rejects.toMatchObject({ status: 403 });
	});

	it('see each other on a page as well, and who saved a newer version', async () => {
		const { id: page } = await writePage(place.as(editor), { title: '關於', body: body('我們在台南') });
		expect(await noteEditing(place.as(editor), { page })).toMatchObject({ others: [], version: 1 });
		const colleague = await sowWriter(place.system(), 'owner');
		expect(await noteEditing(place.as(colleague), { page })).toMatchObject({ others: [nameOf(editor)], version: 1 });
		await writePage(place.as(colleague), { id: page, version: 1, title: '關於', body: body('我們在台南安平') });
		expect(await noteEditing(place.as(editor), { page })).toEqual({
			others: [nameOf(colleague)],
			version: 2,
			by: nameOf(colleague),
		});
		await expect(noteEditing(place.as(author), { page })).rejects.toMatchObject({ status: 403 });
		await expect(noteEditing(place.as(editor), { page: page + 999 })).rejects.toMatchObject({ status: 404 });
		await expect(noteEditing(place.as(editor), { page, article: 1 })).rejects.toMatchObject({ code: 'input.invalid' });
	});

	it('do not write over each other, and see both versions', async () => {
		const { id } = await sowArticle(place.as(author), '一起寫', '大家都讀過的第一段');
		await writeArticle(place.as(editor), { id, version: 1, title: '一起寫', body: body('編輯改過的第一段') });
		const mine = { title: '一起寫吧', body: body('作者讀過的第一段') };
		await expect(writeArticle(place.as(author), { id, version: 1, ...mine })).rejects.toMatchObject({
			code: 'article.changed-meanwhile',
			status: 409,
			details: { version: 2 },
		});
		const seen = await compareWithSaved(place.as(author), { article: id, ...mine });
		expect(seen).toMatchObject({ version: 2, by: editor.kind === 'member' && editor.name });
		expect(seen.difference.fields).toMatchObject([{ field: 'title', pieces: [{}, { text: '吧', change: 'added' }] }]);
		expect(seen.difference.blocks[0]?.change).toBe('changed');
		await writeArticle(place.as(author), { id, version: seen.version, ...mine });
		expect(await numbers(id)).toEqual([3, 2, 1]);
	});
});
