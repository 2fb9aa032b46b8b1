import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { findThread, postComment, postForeignComment, readThread, startThread } from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { countQueue, decideAllOf, flagComment, listLog, listQueue, undoMany } from '#moderation/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let [stranger, reporter, moderator]: Member[] = [];
let thread: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
	reporter = await sowMember(place.system());
});
beforeEach(async () => {
	stranger = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
});
afterAll(() => place.close());

const say = (text: string, by = stranger) => {
	place.clock.advance(60_000);
	return postComment(place.as(by), { thread, body: { text } }).then(({ id }) => id);
};
const all = (comment: number, more: object = {}, by = moderator) =>
	decideAllOf(place.as(by), { comment, verdict: 'suspend', reason: 'spam', ...more } as never);
const shown = async () => (await readThread(place.as(), { thread })).comments.length;
const waiting = async (comment: number) =>
	(await listQueue(place.as(moderator), {})).items.find((item) => item.comment === comment);

it('takes away all that somebody said lately, each published and told, and all of it back', async () => {
	const old = await say('上個月說的話');
	place.clock.advance(31 * 86_400_000);
	const ids = [await say('便宜加賴一'), await say('便宜加賴二'), await say('便宜加賴三')];
	const { id: category } = await sowCategory(place.system());
	place.clock.advance(600_000);
	const begun = await startThread(place.as(stranger as Member), {
		category,
		title: '便宜大放送',
		body: { text: '加賴' },
	});
	await say('別人說的話', reporter);
	await flagComment(place.as(reporter), { comment: ids[0], reason: 'spam', words: '' } as never);
	expect((await waiting(ids[0] as number))?.author?.others).toBe(3);
	const { decisions, refused } = await all(ids[0] as number);
	expect([decisions.length, refused.length]).toEqual([4, 0]);
	// What is old stays, and what others say.
	expect((await readThread(place.as(), { thread })).comments.map(({ id }) => id)).toContain(old);
	expect(await shown()).toBe(2);
	expect((await findThread(place.as(), { id: begun.id }))?.hidden ?? 'gone').not.toBeNull();
	expect(await countQueue(place.as(moderator), {})).toBe(0);
	// One suspension, not one for each.
	expect(await place.site.sql`select from moderation.measure where member = ${stranger?.member ?? 0}`).toHaveLength(1);
	await place.runJobs();
	expect((await listNotices(place.as(stranger), {})).items.map(({ kind }) => kind)).toEqual(
		Array.from({ length: 4 }, () => 'hidden'),
	);
	expect((await listLog(place.as(reporter), {})).items.slice(0, 4).map(({ reason }) => reason)).toEqual(
		Array.from({ length: 4 }, () => 'spam'),
	);
	const back = await undoMany(place.as(moderator), { decisions });
	expect(back.decisions).toHaveLength(4);
	expect(await shown()).toBe(5);
	const [person] = await place.site.sql`select suspended from membership.member where id = ${stranger?.member ?? 0}`;
	expect(person?.['suspended']).toBeNull();
	await expect(all(ids[0] as number, {}, reporter)).rejects.toMatchObject({ status: 403 });
});

it('takes what waits along, and is no way to take away all that a member said who is at home here', async () => {
	const [first, second] = [await say('第一句話'), await say('第二句話')];
	await place.site.sql`update community.comment set hidden = now(), held = now() where id = ${second}`;
	await place.site
		.sql`insert into community.trust (member, level, weighed) values (${stranger?.member ?? 0}, 2, now())`;
	await flagComment(place.as(reporter), { comment: first, reason: 'unkind', words: '' } as never);
	expect((await waiting(first))?.author?.others).toBe(0);
	await expect(all(first)).rejects.toMatchObject({ code: 'decision.not-all' });
	await place.site.sql`update community.trust set level = 1 where member = ${stranger?.member ?? 0}`;
	expect((await waiting(first))?.author?.others).toBe(1);
	expect((await all(first, { verdict: 'hide' })).decisions).toHaveLength(2);
	expect(
		await place.site.sql`select from community.comment where id = ${second} and held is null and hidden is not null`,
	).toHaveLength(1);
	for (const wrong of [{ verdict: 'keep' }, { reason: null }, { reason: 'other' }])
		await expect(all(await say(`又來了 ${Math.random()}`), wrong)).rejects.toMatchObject({ status: 422 });
	const staff = await say('同事說的話', moderator);
	await expect(all(staff)).rejects.toMatchObject({ code: 'decision.not-all' });
	const origin = { network: 'fediverse', author: 'x', id: `x${thread}`, url: null };
	const far = await postForeignComment(place.system(), { thread, text: '遠方', posted: place.clock.now(), origin });
	await expect(all(far.id)).rejects.toMatchObject({ code: 'decision.no-author' });
	await expect(all(999_999)).rejects.toMatchObject({ code: 'comment.not-found' });
});

it('pressed by two at once is done once', async () => {
	const ids = [await say('便宜加賴一'), await say('便宜加賴二')];
	const both = await Promise.allSettled([0, 1].map(() => all(ids[0] as number, { seen: 0 })));
	expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
	const rows = await place.site.sql`
		select comment from moderation.decision where comment in ${place.site.sql(ids)} and undone is null`;
	expect(rows).toHaveLength(2);
	expect(await place.site.sql`select from moderation.measure where member = ${stranger?.member ?? 0}`).toHaveLength(1);
});
