import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import {
	approveArticle,
	cancelSchedule,
	countDrafts,
	listDrafts,
	listNotes,
	noteArticle,
	publishArticle,
	publishScheduled,
	readArticle,
	readDraft,
	returnArticle,
	scheduleArticle,
	setDesk,
	submitArticle,
	writeArticle,
} from '#content/server/index.ts';
import { sowArticle, sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author: Actor;
let other: Actor;
let editor: Actor;
let id: number;
beforeAll(async () => {
	place = await testSite();
	author = await sowWriter(place.system());
	other = await sowWriter(place.system());
	editor = await sowWriter(place.system(), 'editor');
});
beforeEach(async () => {
	id = (await sowArticle(place.as(author))).id;
});
afterAll(() => place.close());

const rewrite = (actor: Actor, words: string) =>
	writeArticle(place.as(actor), { id, title: '改過', body: fromMarkdown(words, 'article') });
const stateOf = async () => (await listDrafts(place.as(editor), {})).items.find((article) => article.id === id)?.state;
const later = (minutes: number) => new Date(place.clock.now().getTime() + minutes * 60_000);

describe('a review', () => {
	it('goes from its author to an editor and back, with what they say', async () => {
		await submitArticle(place.as(author), { id, text: '請看第二段' });
		await submitArticle(place.as(author), { id });
		expect(await stateOf()).toBe('submitted');
		await expect(returnArticle(place.as(editor), { id })).rejects.toMatchObject({
			code: 'input.invalid',
			details: { fields: [{ path: 'note', key: 'missing' }] },
		});
		await returnArticle(place.as(editor), { id, text: '第二段太長' });
		expect(await stateOf()).toBe('returned');
		await expect(returnArticle(place.as(editor), { id, text: 'x' })).rejects.toMatchObject({
			code: 'article.not-submitted',
		});
		await noteArticle(place.as(author), { id, text: '好' });
		await submitArticle(place.as(author), { id });
		await expect(approveArticle(place.as(editor), { id, version: 9 })).rejects.toMatchObject({
			code: 'article.changed-meanwhile',
		});
		await approveArticle(place.as(editor), { id, version: 1 });
		await approveArticle(place.as(editor), { id, version: 1 });
		expect(await stateOf()).toBe('approved');
		expect((await listNotes(place.as(author), { article: id })).map(({ kind, text }) => [kind, text])).toEqual([
			['submitted', '請看第二段'],
			['returned', '第二段太長'],
			['comment', '好'],
			['submitted', ''],
			['approved', ''],
		]);
		await rewrite(author, '核准以後又改');
		expect(await stateOf()).toBe('draft');
	});

	it('is between those who work on the article', async () => {
		await noteArticle(place.as(author), { id, text: '內部的話' });
		for (const actor of [other, undefined]) {
			await expect(listNotes(place.as(actor), { article: id })).rejects.toMatchObject({ status: actor ? 403 : 401 });
			await expect(noteArticle(place.as(actor), { id, text: 'x' })).rejects.toMatchObject({
				status: actor ? 403 : 401,
			});
			await expect(submitArticle(place.as(actor), { id })).rejects.toMatchObject({ status: actor ? 403 : 401 });
		}
		await expect(approveArticle(place.as(author), { id, version: 1 })).rejects.toMatchObject({ status: 403 });
		await expect(setDesk(place.as(author), { reviewRequired: true })).rejects.toMatchObject({ status: 403 });
		const { slug } = await publishArticle(place.as(author), { id });
		expect(JSON.stringify(await readArticle(place.as(), { slug }))).not.toContain('內部的話');
		await expect(submitArticle(place.as(author), { id })).rejects.toMatchObject({ code: 'article.published-already' });
	});
});

describe('a house that asks for reviews', () => {
	beforeEach(() => setDesk(place.as(editor), { reviewRequired: true }));

	it('publishes what was approved, and changes what readers see by an editor’s hand only', async () => {
		await expect(publishArticle(place.as(author), { id })).rejects.toMatchObject({ code: 'article.review-required' });
		await expect(publishArticle(place.as(other), { id })).rejects.toMatchObject({ code: 'permission.denied' });
		await approveArticle(place.as(editor), { id, version: 1 });
		await publishArticle(place.as(author), { id });
		await expect(rewrite(author, '偷改')).rejects.toMatchObject({ code: 'article.review-required', status: 403 });
		await rewrite(editor, '編輯改');
		expect(await readDraft(place.as(author), { id })).toMatchObject({ version: 2 });
	});

	it('lets a planned article wait when it was changed after its approval', async () => {
		await scheduleArticle(place.as(editor), { id, at: later(10) });
		await rewrite(author, '排好以後又改');
		place.clock.advance(11 * 60_000);
		await publishScheduled.run(place.system(), {});
		expect(await readDraft(place.as(author), { id })).toMatchObject({ published: null });
		await approveArticle(place.as(editor), { id, version: 2 });
		await publishScheduled.run(place.system(), {});
		await publishScheduled.run(place.system(), {});
		expect(await readDraft(place.as(author), { id })).toMatchObject({ published: place.clock.now() });
		await setDesk(place.as(editor), { reviewRequired: false });
	});
});

describe('a plan', () => {
	beforeEach(() => setDesk(place.as(editor), { reviewRequired: false }));

	it('is changed, given up, and never for a time that has passed', async () => {
		await expect(scheduleArticle(place.as(author), { id, at: later(-1) })).rejects.toMatchObject({
			code: 'schedule.past',
			details: { fields: [{ path: 'at', key: 'past' }] },
		});
		await expect(scheduleArticle(place.as(other), { id, at: later(5) })).rejects.toMatchObject({ status: 403 });
		await scheduleArticle(place.as(author), { id, at: later(5) });
		await scheduleArticle(place.as(author), { id, at: later(20) });
		expect(await stateOf()).toBe('scheduled');
		place.clock.advance(6 * 60_000);
		await publishScheduled.run(place.system(), {});
		expect(await readDraft(place.as(author), { id })).toMatchObject({ published: null });
		await cancelSchedule(place.as(author), { id });
		await cancelSchedule(place.as(author), { id });
		place.clock.advance(60 * 60_000);
		await publishScheduled.run(place.system(), {});
		expect(await readDraft(place.as(author), { id })).toMatchObject({ published: null, scheduled: null });
		await publishArticle(place.as(author), { id });
		await expect(scheduleArticle(place.as(author), { id, at: later(5) })).rejects.toMatchObject({
			code: 'article.published-already',
		});
	});
});

describe('the list of those who work', () => {
	it('is narrowed by state, author, tag and title, and walked page by page', async () => {
		const own = await sowWriter(place.system());
		for (const title of ['找得到 100%', '找得到嗎', '別的']) {
			place.clock.advance(1000);
			const made = await sowArticle(place.as(own), title);
			if (title === '別的')
				await writeArticle(place.as(own), { id: made.id, title, body: fromMarkdown('x', 'article'), tags: ['甕'] });
		}
		const titles = async (filter: Parameters<typeof listDrafts>[1], actor: Actor = own) =>
			(await listDrafts(place.as(actor), filter)).items.map(({ title }) => title);
		expect(await titles({})).toEqual(['別的', '找得到嗎', '找得到 100%']);
		expect(await titles({ q: '找得到' })).toEqual(['找得到嗎', '找得到 100%']);
		expect(await titles({ q: '100%' })).toEqual(['找得到 100%']);
		expect(await titles({ tag: '甕' })).toEqual(['別的']);
		expect(await titles({ state: 'published' })).toEqual([]);
		expect(await titles({ author: own.member, q: '別的' }, editor)).toEqual(['別的']);
		expect(await titles({ author: own.member }, other)).toEqual([]);
		const first = await listDrafts(place.as(own), { limit: 2 });
		expect(await titles({ limit: 2, before: first.next as number })).toEqual(['找得到 100%']);
		expect(await countDrafts(place.as(own), {})).toMatchObject({ draft: 3, published: 0 });
		await expect(listDrafts(place.as(), {})).rejects.toMatchObject({ status: 401 });
	});
});
