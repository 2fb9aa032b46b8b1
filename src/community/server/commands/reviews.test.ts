import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	bookmarkComment,
	communityPerson,
	deleteComment,
	editComment,
	findComment,
	findThread,
	hideComment,
	holdComment,
	importComments,
	keepDraft,
	listBookmarks,
	listDrafts,
	listSaid,
	listVersions,
	mergeThread,
	openThread,
	postComment,
	readThread,
	releaseHeld,
	shareComment,
	showComment,
	splitThread,
	startThread,
	turnThread,
	withholdComment,
} from '#community/server/index.ts';
import { readMine } from '#community/server/queries/read-mine.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let member: Member;
let editor: Member;
let category: number;
let crowd: Member[];
let thread: number;
let product = 0;
beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.system(), 'editor');
	category = (await sowCategory(place.system(), 'members', ['review', 'discussion'])).id;
	crowd = await Promise.all(Array.from({ length: 50 }, () => sowMember(place.system())));
});
beforeEach(async () => {
	member = await sowMember(place.system());
	product += 1;
	const asked = { subject: `product:${product}`, kind: 'review' as const, title: '蔭油', path: `/products/${product}` };
	thread = (await openThread(place.system(), asked)).id;
});
afterAll(() => place.close());

let said = 0;
const rate = (stars: number | null, by: Actor = member, more: object = {}) =>
	postComment(place.as(by), {
		thread,
		body: { text: `用了一陣子 ${++said}` },
		stars,
		disclosed: stars ? 'nothing' : null,
		...more,
	});
const counts = async (of = thread) => (await findThread(place.system(), { id: of }))?.stars;
const refused = (code: string) => expect.objectContaining({ code });
const begin = async (kind: 'review' | 'discussion', by: Actor = editor) =>
	(await startThread(place.as(by), { category, kind, title: `大家怎麼看 ${++said}`, body: { text: '請直說' } })).id;

describe('stars', () => {
	it('are given once, with what was got for it, and a bad one counts like a good one', async () => {
		await expect(rate(4, member, { disclosed: null })).rejects.toMatchObject({
			code: 'input.invalid',
			details: { fields: [{ path: 'disclosed', key: 'missing' }] },
		});
		for (const stars of [0, 6, 2.5, 'x']) await expect(rate(stars as number)).rejects.toEqual(refused('input.invalid'));
		const { id } = await rate(1, member, { disclosed: 'sample' });
		await rate(5, await sowMember(place.system()));
		expect(await counts()).toEqual([1, 0, 0, 0, 1]);
		place.clock.advance(60_000);
		await expect(rate(5)).rejects.toMatchObject({ code: 'rating.given', details: { comment: id } });
		// Words alone may follow, and the answer of the house.
		await rate(null);
		await postComment(place.as(editor), { thread, parent: id, body: { text: '對不起，我們會改。' } });
		const [first] = (await readThread(place.as(), { thread })).comments;
		expect(first).toMatchObject({
			given: { stars: 1, disclosed: 'sample', bought: false },
			replies: [{ given: null }],
		});
		expect((await readMine(place.site.sql, member, thread)).rated).toEqual({ id, stars: 1 });
		expect((await readMine(place.site.sql, editor, thread)).rated).toBeNull();
	});

	it('are not given by the house, below a comment, or where nobody asked for them', async () => {
		await expect(rate(5, editor)).rejects.toEqual(refused('permission.denied'));
		await expect(rate(5, visitor)).rejects.toEqual(refused('session.required'));
		const { id } = await rate(null);
		const other = await sowMember(place.system());
		await expect(rate(5, other, { parent: id })).rejects.toEqual(refused('rating.not-here'));
		const talk = await sowThread(place.system());
		await expect(rate(5, other, { thread: talk.id })).rejects.toEqual(refused('rating.not-here'));
		await expect(begin('review', member)).rejects.toEqual(refused('permission.denied'));
		const asked = await begin('review');
		await rate(2, other, { thread: asked });
		expect(await counts(asked)).toEqual([0, 1, 0, 0, 0]);
		expect(await counts(talk.id)).toBeNull();
		await expect(turnThread(place.as(editor), { thread: asked, kind: 'discussion' })).rejects.toEqual(
			refused('thread.wrong-kind'),
		);
	});

	it('are one person’s word: what gives them is not everybody’s to write on, and what is that gives none', async () => {
		const { id } = await rate(2);
		await expect(shareComment(place.as(editor), { id, on: true })).rejects.toEqual(refused('permission.denied'));
		const writer = await sowMember(place.system());
		const { id: plain } = await rate(null, writer);
		await shareComment(place.as(editor), { id: plain, on: true });
		place.clock.advance(60_000);
		const given = { id: plain, body: { text: '改成評分' }, stars: 5, disclosed: 'nothing' as const };
		await expect(editComment(place.as(writer), given)).rejects.toEqual(refused('rating.not-here'));
		expect(await counts()).toEqual([0, 1, 0, 0, 0]);
	});

	it('stay exact when fifty give them at once, and one member twice', async () => {
		const gave = await Promise.allSettled([...crowd, crowd[0] as Member].map((one, turn) => rate((turn % 5) + 1, one)));
		expect(gave.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
		expect((await counts())?.reduce((sum, count) => sum + count, 0)).toBe(50);
		const { rows } = await place.site.db
			.selectFrom('community.comment')
			.select(['stars', (eb) => eb.fn.countAll<number>().as('count')])
			.where('thread', '=', thread)
			.groupBy('stars')
			.orderBy('stars')
			.execute()
			.then((found) => ({ rows: found.map(({ count }) => Number(count)) }));
		expect(await counts()).toEqual(rows);
	});

	it('follow what becomes of the comment, and count nobody who was paid', async () => {
		const { id } = await rate(2);
		const moderator = place.as(editor);
		await hideComment(moderator, { id });
		await hideComment(moderator, { id });
		expect(await counts()).toEqual([0, 0, 0, 0, 0]);
		// What was taken away is no reason to rate anew.
		place.clock.advance(60_000);
		await expect(rate(5)).rejects.toEqual(refused('rating.given'));
		await showComment(moderator, { id });
		expect(await counts()).toEqual([0, 1, 0, 0, 0]);
		await withholdComment(moderator, { id });
		expect(await counts()).toEqual([0, 0, 0, 0, 0]);
		await showComment(moderator, { id });
		const paid = await rate(5, crowd[0], { disclosed: 'paid' });
		expect(await counts()).toEqual([0, 1, 0, 0, 0]);
		expect((await findComment(place.as(), { id: paid.id })).given).toEqual({ stars: 5, disclosed: 'paid' });
		await deleteComment(place.as(member), { id });
		expect(await counts()).toEqual([0, 0, 0, 0, 0]);
		place.clock.advance(60_000);
		await rate(3);
		expect(await counts()).toEqual([0, 0, 1, 0, 0]);
	});

	it('are changed by their author at any time, and by nobody else', async () => {
		const { id } = await rate(5, member, { disclosed: 'sample' });
		const change = (by: Actor, more: object) =>
			editComment(place.as(by), { id, body: { text: '過了一個月' }, ...more });
		await expect(change(editor, { stars: 5, disclosed: 'nothing' })).rejects.toEqual(refused('rating.not-yours'));
		await expect(change(editor, { stars: null })).rejects.toEqual(refused('rating.not-yours'));
		await change(editor, {});
		place.clock.advance(30 * 86_400_000);
		await change(member, { stars: 2, disclosed: 'sample' });
		expect(await counts()).toEqual([0, 1, 0, 0, 0]);
		const { items } = await listVersions(place.as(editor), { id });
		expect(items.map(({ stars }) => stars)).toEqual([{ before: 5, after: 2 }, null]);
		await change(member, { stars: '', disclosed: '' });
		expect(await counts()).toEqual([0, 0, 0, 0, 0]);
		// Without stars it is a comment like all others.
		await expect(change(member, {})).rejects.toEqual(refused('comment.too-old'));
	});

	it('are not carried away: nothing that rates is split off, and what rates goes on only where stars are given', async () => {
		const { id } = await rate(1);
		await expect(
			splitThread(place.as(editor), { thread, comments: [id], title: '另一個話題', category }),
		).rejects.toEqual(refused('rating.stays'));
		const asked = await begin('review');
		place.clock.advance(60_000);
		const later = await rate(4, member, { thread: asked });
		await rate(3, crowd[1], { thread: asked });
		const talk = await begin('discussion');
		await expect(mergeThread(place.as(editor), { thread: asked, into: talk })).rejects.toEqual(
			refused('thread.wrong-kind'),
		);
		await mergeThread(place.as(editor), { thread: asked, into: thread });
		expect(await counts()).toEqual([0, 0, 1, 1, 0]);
		expect(await counts(asked)).toEqual([0, 0, 0, 0, 0]);
		expect((await findComment(place.as(), { id })).given).toBeNull();
		expect((await findComment(place.as(), { id: later.id })).given).toMatchObject({ stars: 4 });
	});

	it('wait with the words of whoever has not joined yet', async () => {
		const held = { thread, text: '先寫再加入', stars: 2, disclosed: 'discount' as const };
		await expect(holdComment(place.as(visitor), { ...held, disclosed: null })).rejects.toEqual(
			refused('input.invalid'),
		);
		const { token } = await holdComment(place.as(visitor), held);
		expect(await counts()).toEqual([0, 0, 0, 0, 0]);
		await releaseHeld(place.as(member), { token });
		expect(await counts()).toEqual([0, 1, 0, 0, 0]);
	});

	it('are kept with a draft as far as they were said, and brought together with the words where two threads are', async () => {
		const draft = async (of = thread) => (await readMine(place.site.sql, member, of)).draft;
		const keep = (more: object, of = thread) =>
			keepDraft(place.as(member), { thread: of, text: '瓶口漏了一圈', ...more });
		// As a form sends them: what was got is chosen after the stars, or not yet.
		await keep({ stars: '2', disclosed: '' });
		expect(await draft()).toMatchObject({ text: '瓶口漏了一圈', stars: 2, disclosed: null });
		await keep({ stars: '2', disclosed: 'sample' });
		expect(await draft()).toMatchObject({ stars: 2, disclosed: 'sample' });
		expect(await listDrafts(place.as(member), {})).toMatchObject([{ thread, stars: 2 }]);
		for (const more of [{ stars: '6' }, { stars: 'x' }, { stars: '1', disclosed: '__proto__' }])
			await expect(keep(more), JSON.stringify(more)).rejects.toEqual(refused('input.invalid'));
		const rows: unknown[] = [];
		for await (const found of communityPerson.collect?.(place.system(), { id: member.member } as never) ?? [])
			rows.push(found);
		expect(rows).toContainEqual({ section: 'drafts', row: expect.objectContaining({ stars: 2, disclosed: 'sample' }) });
		// One who began in both has one pair, never the stars of one with what was got for the other.
		const asked = await begin('review');
		await keep({ stars: '5', disclosed: 'paid' }, asked);
		await mergeThread(place.as(editor), { thread: asked, into: thread });
		expect(await draft()).toMatchObject({ text: expect.stringContaining('\n\n'), stars: 2, disclosed: 'sample' });
		const plain = await begin('review');
		await keep({ stars: '4', disclosed: 'discount' }, plain);
		await keep({ stars: '', disclosed: '' });
		await mergeThread(place.as(editor), { thread: plain, into: thread });
		expect(await draft()).toMatchObject({ stars: 4, disclosed: 'discount' });
		await rate(4);
		await place.runJobs();
		expect(await draft()).toBeNull();
	});

	it('stand before the words wherever these are quoted', async () => {
		const { id } = await rate(2);
		await bookmarkComment(place.as(member), { comment: id });
		const quoted = expect.stringMatching(/^★★☆☆☆ 用了一陣子/) as string;
		expect((await listBookmarks(place.as(member), {})).items).toMatchObject([{ comment: id, text: quoted }]);
		expect(await listSaid(place.as(), { member: member.member })).toMatchObject([{ text: quoted }]);
	});

	it('stay when their author leaves, as the words do', async () => {
		const { id } = await rate(1);
		await communityPerson.forget(place.system(), { id: member.member } as never);
		expect(await counts()).toEqual([1, 0, 0, 0, 0]);
		const { given, author } = await findComment(place.as(), { id });
		expect({ given, author }).toEqual({ given: { stars: 1, disclosed: 'nothing' }, author: null });
	});

	it('come home counted, of each author one, and only where stars are given', async () => {
		const one = {
			thread,
			author: member.member,
			origin: null,
			posted: new Date('2026-01-01'),
			stars: 4,
			disclosed: 'nothing',
		};
		const comments = ['甲', '乙'].map((text) => ({
			...one,
			body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
		}));
		const talk = (await sowThread(place.system())).id;
		const bring = () =>
			importComments(place.system(), { comments: [...comments, { ...comments[0], thread: talk }] } as never);
		const { ids } = await bring();
		expect(await counts()).toEqual([0, 0, 0, 1, 0]);
		expect((await findComment(place.as(), { id: ids[2] as number })).given).toBeNull();
		await bring();
		expect(await counts()).toEqual([0, 0, 0, 1, 0]);
	});

	it('lead to those who gave so many, page by page', async () => {
		place.clock.advance(86_400_000);
		for (const [turn, one] of crowd.slice(0, 30).entries()) await rate(turn % 2 ? 2 : 5, one);
		const only = async (stars: number, after?: number) => readThread(place.as(), { thread, stars, after });
		const page = await only(2);
		expect(page).toMatchObject({ only: 2, next: null, first: false });
		expect(page.comments.map(({ given }) => given?.stars)).toEqual(Array.from({ length: 15 }, () => 2));
		expect((await only(3)).comments).toEqual([]);
		expect((await readThread(place.as(), { thread: (await sowThread(place.system())).id, stars: 2 })).only).toBeNull();
	});
});
