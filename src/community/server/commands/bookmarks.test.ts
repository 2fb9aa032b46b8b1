import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	bookmarkComment,
	communityPerson,
	findBookmark,
	hideComment,
	listBookmarks,
	postComment,
	remindOfBookmarks,
	removeBookmark,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let mei: Member;
let wei: Member;
let comment: number;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	[mei, wei] = await Promise.all([sowMember(place.system()), sowMember(place.system())]);
	const { id: thread } = await sowThread(place.system());
	comment = (await postComment(place.as(wei), { thread, body: { text: '冬至前要回來看' } })).id;
	await place.runJobs();
});
afterAll(() => place.close());

const mark = (more: object = {}, actor: Actor = mei) => bookmarkComment(place.as(actor), { comment, ...more });
const tick = async () => {
	await remindOfBookmarks.run(place.system(), {});
	await place.runJobs();
};
const reminders = async () => (await listNotices(place.as(mei), {})).items.filter(({ kind }) => kind === 'reminder');

it('is found again, changed and let go', async () => {
	await mark({ note: ' 買\n豆油 ' });
	await mark({ note: '買豆油', hours: '24' });
	const { items } = await listBookmarks(place.as(mei), {});
	expect(items).toMatchObject([{ comment, note: '買豆油', name: wei.name, text: '冬至前要回來看' }]);
	const kept = await findBookmark(place.as(mei), { comment });
	expect(kept).toMatchObject({ remind: expect.any(Date) });
	// Another note leaves the reminder where it is; nothing is kept of a time that was never said.
	expect(await mark({ note: '買豆油膏', hours: 'as-set' })).toMatchObject({ remind: kept?.remind });
	await mark({ hours: 'as-set' }, wei);
	expect(await findBookmark(place.as(wei), { comment })).toMatchObject({ remind: null });
	await removeBookmark(place.as(wei), { comment });
	await mark({ note: '買豆油', hours: 'as-set' });
	expect(await findBookmark(place.as(wei), { comment })).toBeNull();
	expect((await listBookmarks(place.as(wei), {})).items).toEqual([]);
	await removeBookmark(place.as(mei), { comment });
	await removeBookmark(place.as(mei), { comment });
	expect((await listBookmarks(place.as(mei), {})).items).toEqual([]);
});

it('reminds once at its time, however many look, and again when asked again', async () => {
	await mark({ hours: 24 });
	place.clock.advance(23 * 3_600_000);
	await tick();
	expect(await reminders()).toEqual([]);
	place.clock.advance(3_600_000);
	await Promise.all([remindOfBookmarks.run(place.system(), {}), remindOfBookmarks.run(place.system(), {})]);
	await tick();
	expect(await reminders()).toMatchObject([{ comment, name: wei.name, read: null }]);
	expect(await findBookmark(place.as(mei), { comment })).toMatchObject({ remind: null });
	await mark({ hours: 3 });
	place.clock.advance(3 * 3_600_000);
	await tick();
	expect(await reminders()).toHaveLength(2);
	// Nobody else learns of it.
	const facts = await place.site.sql`select about, things, data from platform.event where name = 'bookmark.due'`;
	expect(JSON.stringify(facts)).not.toMatch(/member|comment/);
});

it('does not remind of what was taken away, nor list it', async () => {
	await mark({ hours: 3 });
	await hideComment(place.as(await sowMember(place.system(), 'moderator')), { id: comment });
	place.clock.advance(4 * 3_600_000);
	await tick();
	expect(await reminders()).toEqual([]);
	expect((await listBookmarks(place.as(mei), {})).items).toEqual([]);
	await expect(mark()).rejects.toMatchObject({ code: 'comment.not-found' });
});

it('is its member’s alone, in bounds, and goes with them', async () => {
	await expect(mark({}, visitor)).rejects.toMatchObject({ code: 'session.required' });
	await expect(mark({ comment: 999_999 })).rejects.toMatchObject({ code: 'comment.not-found' });
	await expect(mark({ hours: -1 })).rejects.toMatchObject({ status: 422 });
	await expect(mark({ hours: 1e9 })).rejects.toMatchObject({ status: 422 });
	await expect(mark({ hours: '__proto__' })).rejects.toMatchObject({ status: 422 });
	await expect(mark({ note: 'x'.repeat(201) })).rejects.toMatchObject({ status: 422 });
	await mark({ note: '私下' });
	const rows: unknown[] = [];
	for await (const found of communityPerson.collect?.(place.system(), { id: mei.member } as never) ?? [])
		rows.push(found);
	expect(rows).toContainEqual({ section: 'bookmarks', row: expect.objectContaining({ note: '私下' }) });
	await communityPerson.forget?.(place.system(), { id: mei.member } as never);
	expect((await listBookmarks(place.as(mei), {})).items).toEqual([]);
});
