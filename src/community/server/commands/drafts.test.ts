import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { communityPerson, forgetHeld, keepDraft, listDrafts, postComment, readMine } from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let mei: Member;
let thread: number;
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	mei = await sowMember(place.system());
	({ id: thread } = await sowThread(place.system()));
});
afterAll(() => place.close());

const keep = (text: string, more: object = {}, actor: Actor = mei) => {
	place.clock.advance(1_000);
	return keepDraft(place.as(actor), { thread, text, ...more });
};
const draft = async (member = mei) => (await readMine(place.site.sql, member, thread)).draft;

it('is there on another device, with what it answers and quotes', async () => {
	const { id: parent } = await postComment(place.as(mei), { thread, body: { text: '要冰嗎' } });
	const { saved } = await keep('我覺得', { parent, quote: '要冰' });
	expect(await draft()).toEqual({ text: '我覺得', parent, quote: '要冰', stars: null, disclosed: null, saved });
	expect(await draft(await sowMember(place.system()))).toBeNull();
	expect(await listDrafts(place.as(mei), {})).toMatchObject([{ thread, text: '我覺得', title: expect.any(String) }]);
	await keep('我覺得', { parent: 999_999, seen: saved });
	expect(await draft()).toMatchObject({ parent: null });
	await keep('', { seen: saved });
	expect(await draft()).toBeNull();
});

it('wins when it is the latest, and gives back what it did not go on from', async () => {
	const first = await keep('在手機上寫的');
	expect(first.other).toBe('');
	const second = await keep('在手機上寫的，還有', { seen: first.saved });
	expect(second.other).toBe('');
	expect(await keep('在電腦上寫的', { seen: first.saved })).toMatchObject({ other: '在手機上寫的，還有' });
	expect(await draft()).toMatchObject({ text: '在電腦上寫的' });
	const pressed = await Promise.all(Array.from({ length: 10 }, (_, index) => keep(`同時 ${index}`)));
	expect(new Set(pressed.map(({ other }) => other)).size).toBe(10);
});

it('goes when it was said, and not when something was written since', async () => {
	await keep('要冰嗎');
	await postComment(place.as(mei), { thread, body: { text: '要冰嗎' } });
	await place.runJobs();
	expect(await draft()).toBeNull();
	place.clock.advance(60_000);
	await postComment(place.as(mei), { thread, body: { text: '還有一件事' } });
	await keep('第三件事');
	await place.runJobs();
	expect(await draft()).toMatchObject({ text: '第三件事' });
});

it('is its member’s alone, of what they may read, for half a year, and goes with them', async () => {
	await expect(keep('x', {}, visitor)).rejects.toMatchObject({ code: 'session.required' });
	await expect(keep('x', { thread: 999_999 })).rejects.toMatchObject({ code: 'thread.not-found' });
	await expect(keep('x'.repeat(10_001))).rejects.toMatchObject({ status: 422 });
	await expect(keep('x', { parent: '__proto__' })).rejects.toMatchObject({ status: 422 });
	await keep('還沒說的話');
	const rows: unknown[] = [];
	for await (const found of communityPerson.collect?.(place.system(), { id: mei.member } as never) ?? [])
		rows.push(found);
	expect(rows).toContainEqual({ section: 'drafts', row: expect.objectContaining({ text: '還沒說的話' }) });
	await place.site.sql`update community.thread set hidden = now() where id = ${thread}`;
	expect(await listDrafts(place.as(mei), {})).toEqual([]);
	await place.site.sql`update community.thread set hidden = null where id = ${thread}`;
	await communityPerson.forget?.(place.system(), { id: mei.member } as never);
	expect(await draft()).toBeNull();
	await keep('舊的');
	place.clock.advance(181 * 86_400_000);
	await forgetHeld.run(place.system(), {});
	expect(await draft()).toBeNull();
});
