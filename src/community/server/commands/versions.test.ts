import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	communityPerson,
	deleteComment,
	editComment,
	findComment,
	forgetVersions,
	hideComment,
	listVersions,
	postComment,
	shareComment,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let writer: Member;
let other: Member;
let moderator: Member;
let comment: number;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	[writer, other, moderator] = await Promise.all([
		sowMember(place.system()),
		sowMember(place.system()),
		sowMember(place.system(), 'moderator'),
	]);
	const { id: thread } = await sowThread(place.system());
	comment = (await postComment(place.as(writer), { thread, body: { text: '打電話到 0912-345-678\n週一到週五' } })).id;
});
afterAll(() => place.close());

const edit = (text: string, more: object = {}, actor: Actor = writer, id = comment) =>
	editComment(place.as(actor), { id, body: { text }, ...more });
const versions = (actor: Actor = writer, id = comment) => listVersions(place.as(actor), { id });
const rows = (id = comment) =>
	place.site.sql`select number, body_text from community.version where comment = ${id} order by number`;
const marked = (found: Awaited<ReturnType<typeof versions>>) =>
	found.items.map(({ blocks }) =>
		blocks
			.flatMap(({ pieces }) => pieces)
			.filter(({ change }) => change !== 'same')
			.map(({ text, change }) => `${change === 'added' ? '+' : '-'}${text}`)
			.join(' '),
	);

it('keeps what was said before, and tells what was changed, the newest first', async () => {
	await edit('打電話到 0800-000-000\n週一到週五');
	await edit('打電話到 0800-000-000\n週一到週六', {}, moderator);
	const found = await versions();
	expect(found.items).toMatchObject([
		{ number: 3, name: moderator.name },
		{ number: 2, name: writer.name },
	]);
	expect(marked(found)[0]).toBe('-五 +六');
	expect(marked(found)[1]).toContain('-0912');
	expect(await findComment(place.as(writer), { id: comment })).toMatchObject({ edits: 2, may: { versions: true } });
});

it('is for its author and moderators; everybody else sees only that it was changed', async () => {
	await edit('改過了，沒有電話');
	await expect(versions(moderator)).resolves.toMatchObject({ edits: 1 });
	for (const actor of [other, visitor]) {
		await expect(versions(actor)).rejects.toMatchObject({ code: 'comment.not-found' });
		expect(await findComment(place.as(actor), { id: comment })).toMatchObject({ may: { versions: false } });
	}
	await hideComment(place.as(moderator), { id: comment });
	await expect(versions(writer)).rejects.toMatchObject({ code: 'comment.not-found' });
	await expect(versions(moderator)).resolves.toBeTruthy();
});

it('is erased by its author, with the comment, and when its author leaves', async () => {
	await edit('改過了，沒有電話');
	await expect(forgetVersions(place.as(other), { id: comment })).rejects.toMatchObject({ status: 403 });
	await forgetVersions(place.as(writer), { id: comment });
	await forgetVersions(place.as(writer), { id: comment });
	expect(await rows()).toHaveLength(0);
	expect(await versions()).toMatchObject({ items: [], edits: 1, may: { forget: false } });
	await edit('又改了一次');
	expect(await rows()).toMatchObject([{ number: 2 }]);
	await deleteComment(place.as(writer), { id: comment });
	expect(await rows()).toHaveLength(0);
	await expect(versions(moderator)).rejects.toMatchObject({ code: 'comment.not-found' });
	const { id: thread } = await sowThread(place.system());
	const { id } = await postComment(place.as(other), { thread, body: { text: '我的電話是 02-2345' } });
	await edit('沒有電話了', {}, other, id);
	await communityPerson.forget?.(place.system(), { id: other.member } as never);
	expect(await rows(id)).toHaveLength(0);
});

it('tells the later of two who change the same words, and loses nobody’s', async () => {
	const { id: category } = await sowCategory(place.system());
	const opened = await startThread(place.as(writer), {
		category,
		title: '常見問題整理',
		body: { text: '一、怎麼保存' },
	});
	await shareComment(place.as(moderator), { id: opened.comment, on: true });
	const outcomes = await Promise.allSettled(
		[other, moderator].map((actor) => edit(`一、怎麼保存\n二、${actor.name}`, { seen: 0 }, actor, opened.comment)),
	);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { code: 'comment.changed-meanwhile', status: 409 },
	});
	expect(await rows(opened.comment)).toMatchObject([{ number: 1, body_text: '一、怎麼保存' }]);
	// What everybody writes, everybody who has joined may look back through; only its author and moderators erase.
	await expect(versions(other, opened.comment)).resolves.toMatchObject({ may: { forget: false } });
	await expect(versions(visitor, opened.comment)).rejects.toMatchObject({ code: 'comment.not-found' });
	await expect(edit('x', { seen: -1 }, writer)).rejects.toMatchObject({ status: 422 });
	await expect(edit('x', { seen: '__proto__' }, writer)).rejects.toMatchObject({ status: 422 });
});

it('keeps a hundred of them, the newest', async () => {
	for (let time = 0; time < 104; time++) await edit(`第 ${time} 次`);
	const kept = await rows();
	expect(kept).toHaveLength(100);
	expect(kept[0]).toMatchObject({ number: 5 });
	expect((await versions()).items).toHaveLength(50);
});
