import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	chooseSigns,
	closeThread,
	communityPerson,
	deleteComment,
	hideComment,
	postComment,
	react,
	readMine,
	readThread,
	withdrawThread,
} from '#community/server/index.ts';
import { sowMember, sowThread } from '#community/server/sow.ts';
import { reactionBrake } from '#community/rules.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let editor: Member;
let crowd: Member[];
let thread: number;
let comment: number;
beforeAll(async () => {
	place = await testSite();
	editor = await sowMember(place.system(), 'editor');
	crowd = await Promise.all(Array.from({ length: 50 }, () => sowMember(place.system())));
});
beforeEach(async () => {
	place.clock.advance(61_000);
	thread = (await sowThread(place.system())).id;
	comment = (await postComment(place.as(editor), { thread, body: { text: `請大家表態 ${thread}` } })).id;
});
afterAll(() => place.close());

const press = (one: Actor, more: object = {}) => react(place.as(one), { comment, sign: '👍', ...more });
const shown = async () => (await readThread(place.as(), { thread })).comments[0]?.reactions;
const refused = (code: string) => ({ code });

it('counts fifty members who press at once, each three times, exactly', async () => {
	const pressed = crowd.flatMap((one) => [one, one, one]);
	await Promise.all(pressed.map((one) => press(one, { on: true })));
	expect(await shown()).toEqual([{ sign: '👍', count: 50 }]);
	await Promise.all(pressed.slice(0, 60).map((one) => press(one, { on: false })));
	expect(await shown()).toEqual([{ sign: '👍', count: 30 }]);
	const facts = await place.site
		.sql`select from platform.event where name = 'comment.reacted' and about = ${`thread:${thread}`}`;
	expect(facts).toHaveLength(70);
});

it('turns with every press where nothing else is asked, and leaves nothing at none', async () => {
	expect(await press(crowd[0] as Member)).toMatchObject({ on: true });
	expect(await press(crowd[0] as Member, { sign: '🙏' })).toMatchObject({ on: true });
	expect(await press(crowd[0] as Member)).toMatchObject({ on: false });
	expect(await shown()).toEqual([{ sign: '🙏', count: 1 }]);
	const { reacted } = await readMine(place.site.sql, crowd[0] as Member, thread);
	expect(reacted).toEqual([`${comment} 🙏`]);
	expect((await readMine(place.site.sql, crowd[1] as Member, thread)).reacted).toEqual([]);
});

it('tells the page of the thread, and no list', async () => {
	// News of what was posted before may still come meanwhile: what this press told stands together.
	const heard: string[][] = [];
	const stop = place.site.onChange((things) => void heard.push([...(things ?? [])]));
	await press(crowd[0] as Member);
	stop();
	expect(heard).toContainEqual([`thread:${thread}`]);
});

it('refuses visitors, unknown signs, tokens without the scope, and what is gone', async () => {
	const [one] = crowd as [Member];
	await expect(press(visitor)).rejects.toMatchObject(refused('session.required'));
	await expect(press(one, { sign: '🦄' })).rejects.toMatchObject(refused('reaction.unknown'));
	await expect(press(one, { sign: { toString: 1 } })).rejects.toMatchObject({ status: 422 });
	await expect(press(one, { sign: '__proto__' })).rejects.toMatchObject(refused('reaction.unknown'));
	await expect(press(one, { comment: 999_999_999 })).rejects.toMatchObject(refused('comment.not-found'));
	await expect(press({ ...one, scopes: ['comment.post'] })).rejects.toMatchObject(refused('token.scope-missing'));
	await closeThread(place.as(editor), { thread });
	await press(one);
	await hideComment(place.as(editor), { id: comment });
	await expect(press(one)).rejects.toMatchObject(refused('comment.not-found'));
	await expect(press(editor)).rejects.toMatchObject(refused('comment.parent-gone'));
	await deleteComment(place.as(editor), { id: comment });
	await expect(press(editor)).rejects.toMatchObject({ code: expect.stringMatching(/^comment\./) });
	expect((await readThread(place.as(editor), { thread })).comments).toEqual([]);
});

it('is not possible where the thread was taken away', async () => {
	const row = await place.site.sql<{ subject: string }[]>`select subject from community.thread where id = ${thread}`;
	await withdrawThread(place.system(), { subject: row[0]?.subject ?? '' });
	await expect(press(crowd[0] as Member)).rejects.toMatchObject(refused('comment.not-found'));
});

it('has an end within a minute', async () => {
	const one = crowd[7] as Member;
	for (let number = 0; number < reactionBrake.perMinute / 5; number++) {
		const { id } = await postComment(place.system(), { thread, author: one.member, body: { text: `第 ${number} 則` } });
		for (const sign of ['👍', '❤️', '😂', '😮', '🙏']) await press(one, { comment: id, sign });
	}
	await expect(press(one)).rejects.toMatchObject(refused('reaction.too-fast'));
	place.clock.advance(61_000);
	await press(one);
});

it('offers the set that the brand chose; what was said before stays and can be taken back', async () => {
	await press(crowd[0] as Member);
	await expect(chooseSigns(place.as(crowd[0]), { signs: ['🫘'] })).rejects.toMatchObject(refused('permission.denied'));
	for (const wrong of ['', 'ok', '👍👍', '<b>', ' 👍', 'x'.repeat(20)])
		await expect(chooseSigns(place.as(editor), { signs: [wrong] })).rejects.toMatchObject({ status: 422 });
	await chooseSigns(place.as(editor), { signs: ['🫘', '👨‍👩‍👧', '🇹🇼'] });
	const page = await readThread(place.as(), { thread });
	expect(page.thread.signs).toEqual(['🫘', '👨‍👩‍👧', '🇹🇼']);
	expect(page.comments[0]?.reactions).toEqual([{ sign: '👍', count: 1 }]);
	await press(crowd[1] as Member, { sign: '🇹🇼' });
	await expect(press(crowd[1] as Member)).rejects.toMatchObject(refused('reaction.unknown'));
	await press(crowd[0] as Member, { on: false });
	expect(await shown()).toEqual([{ sign: '🇹🇼', count: 1 }]);
	await chooseSigns(place.as(editor), { signs: ['👍', '❤️', '😂', '😮', '🙏'] });
});

it('is forgotten with whoever leaves', async () => {
	await press(crowd[3] as Member);
	await press(crowd[3] as Member, { sign: '❤️' });
	await press(crowd[4] as Member);
	const leave = command(z.object({}), (ctx) =>
		communityPerson.forget(ctx, { id: (crowd[3] as Member).member } as never),
	);
	await leave(place.system(), {});
	expect(await shown()).toEqual([{ sign: '👍', count: 1 }]);
});
