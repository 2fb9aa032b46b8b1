import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	editComment,
	findComment,
	findCommentPath,
	findThread,
	listThreads,
	postComment,
	readMine,
	readThread,
	react,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import {
	chooseWatched,
	decideComment,
	forgetWatched,
	listQueue,
	listWatched,
	tryWatched,
	undoDecision,
} from '#moderation/server/index.ts';
import { unreadNotices, listNotices } from '#notification/server/index.ts';
import { search } from '#search/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { countAsSql } from '#testing/count-as-sql.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let writer: Member;
let other: Member;
let moderator: Member;
let thread: number;
beforeAll(async () => {
	place = await testSite();
	place.site.onChange((things) => {
		if (!things || things.includes('watched-words')) forgetWatched(place.site.handle);
	});
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	// What was said before is an hour old: nothing of it is remembered.
	place.clock.advance(3_600_001);
	writer = await sowMember(place.system());
	other = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
	await watch('賭博');
});
afterAll(() => place.close());

const watch = (words: string, actor: Actor = moderator) => chooseWatched(place.as(actor), { words });
const say = (text: string, actor: Actor = writer) => postComment(place.as(actor), { thread, body: { text } });
const fresh = () => sowMember(place.system(), 'member', 0);
const refused = (code: string, status: number) => ({ code, status });
const queued = async (comment: number) => {
	await place.runJobs();
	return (await listQueue(place.as(moderator), {})).items.find((item) => item.comment === comment) ?? null;
};
const decide = (comment: number, verdict: 'keep' | 'hide') =>
	decideComment(place.as(moderator), { comment, verdict, ...(verdict === 'hide' ? { reason: 'spam' } : {}) });

describe('what waits for a person', () => {
	it('is in the queue with the reason, and on no path that anybody else reads', async () => {
		const { id, path } = await say('來玩线上赌．博，穩賺不賠');
		expect(path).toBe(`/community/comment/${id}`);
		expect(await queued(id)).toMatchObject({ state: 'held', heldFor: ['words:賭博'], suggested: 'spam' });
		const who = [
			undefined,
			other,
			await sowMember(place.system(), 'author'),
			await sowMember(place.system(), 'analyst'),
		];
		for (const actor of who) {
			const ctx = place.as(actor);
			const page = await readThread(ctx, { thread });
			expect([page.comments, page.total, page.thread.comment_count]).toEqual([[], 0, 0]);
			await expect(findComment(ctx, { id })).rejects.toMatchObject(refused('comment.not-found', 404));
			expect((await search(ctx, { question: '穩賺不賠' } as never)).items).toEqual([]);
			if (actor)
				await expect(react(ctx, { comment: id, sign: '👍' })).rejects.toMatchObject({ code: 'comment.not-found' });
			if (actor)
				await expect(postComment(ctx, { thread, parent: id, body: { text: '回它' } })).rejects.toMatchObject({
					code: 'comment.parent-gone',
				});
		}
		expect((await findThread(place.as(), { id: thread }))?.comment_count).toBe(0);
	});

	it('is seen by its author, marked, and by moderators', async () => {
		const { id } = await say('賭博網站');
		expect(await findComment(place.as(writer), { id })).toMatchObject({ held: place.clock.now() });
		expect((await readMine(place.site.sql, writer, thread)).own).toMatchObject([{ id, state: 'held' }]);
		expect(await findCommentPath(place.as(writer), { id })).toBe(`/community/comment/${id}`);
		expect((await readThread(place.as(moderator), { thread })).comments).toMatchObject([{ id, state: 'hidden' }]);
	});

	it('that is kept is posted: counted, found, told to whom it concerns, and to its author', async () => {
		const parent = (await say('一個問題', other)).id;
		const { id } = await postComment(place.as(writer), { thread, parent, body: { text: '賭博是指什麼意思呢' } });
		await place.runJobs();
		expect(await countAsSql(place.site.sql, unreadNotices(String(other.member)))).toBe(0);
		const { decision } = await decide(id, 'keep');
		await place.runJobs();
		expect((await findThread(place.as(), { id: thread }))?.comment_count).toBe(2);
		expect((await listNotices(place.as(other), {})).items).toMatchObject([{ kind: 'reply', comment: id }]);
		expect((await listNotices(place.as(writer), {})).items).toMatchObject([{ kind: 'shown', comment: id }]);
		await undoDecision(place.as(moderator), { decision });
		expect((await findThread(place.as(), { id: thread }))?.comment_count).toBe(1);
		expect(await queued(id)).toMatchObject({ state: 'held' });
		// It stood there for a while: that it waits again is told.
		expect((await listNotices(place.as(writer), {})).items.map(({ kind }) => kind)).toEqual(['held']);
	});

	it('that is refused stays away, and its author is told why', async () => {
		const { id } = await say('賭博網站');
		const { decision } = await decide(id, 'hide');
		await place.runJobs();
		expect((await findThread(place.as(), { id: thread }))?.comment_count).toBe(0);
		expect((await listNotices(place.as(writer), {})).items).toMatchObject([{ kind: 'hidden', comment: id }]);
		expect((await findComment(place.as(writer), { id })).held).toBeNull();
		await undoDecision(place.as(moderator), { decision });
		expect((await findComment(place.as(writer), { id })).held).not.toBeNull();
	});

	it('can be a whole thread, by its title too', async () => {
		const { id: category } = await sowCategory(place.system());
		const started = await startThread(place.as(writer), { category, title: '教你賭博', body: { text: '開頭' } });
		const listed = async () => (await listThreads(place.as(other), { category })).items.length;
		expect([started.path, await listed()]).toEqual([`/community/comment/${started.comment}`, 0]);
		expect(await findThread(place.as(other), { id: started.id })).toBeNull();
		await decide(started.comment, 'keep');
		expect(await listed()).toBe(1);
	});

	it('can come of a change', async () => {
		const { id } = await say('乾淨的話');
		await editComment(place.as(writer), { id, body: { text: '改成賭博' } });
		expect((await readThread(place.as(other), { thread })).comments).toEqual([]);
		expect(await queued(id)).toMatchObject({ heldFor: ['words:賭博'] });
	});

	it('is never what staff say, or what the product brings', async () => {
		await say('賭博', moderator);
		await postComment(place.system(), { thread, body: { text: '賭博' }, author: writer.member });
		expect((await readThread(place.as(), { thread })).comments).toHaveLength(2);
	});
});

describe('newcomers', () => {
	const held = async (actor: Actor, text: string) =>
		(await findComment(place.as(actor), { id: (await say(text, actor)).id })).held !== null;
	const advert = (end: string) => `這家店的東西真的超級便宜又好用，大家快點去看看吧${end}`;

	it('wait with more than two links, members do not', async () => {
		const links = 'https://a.example https://b.example https://c.example';
		expect([await held(await fresh(), links), await held(writer, links)]).toEqual([true, false]);
	});

	it('wait when they say nearly what was just said; short thanks are alike by chance', async () => {
		expect(await held(await fresh(), advert('！！！'))).toBe(false);
		expect(await held(await fresh(), advert('～ 讚'))).toBe(true);
		expect([await held(await fresh(), '謝謝分享'), await held(await fresh(), '謝謝分享')]).toEqual([false, false]);
		place.clock.advance(3_600_001);
		expect(await held(await fresh(), advert('!'))).toBe(false);
	});

	it('wait in a burst', async () => {
		const found: boolean[] = [];
		for (let number = 0; number < 17; number++) found.push(await held(await fresh(), `第 ${number} 個新朋友`));
		expect(found.indexOf(true)).toBe(15);
		expect(await held(writer, '老朋友照樣說')).toBe(false);
	});

	it('wait with the third comment that leads to one place; the house’s own pages are none, and members do not', async () => {
		const newcomer = await fresh();
		const found: boolean[] = [];
		for (const words of [
			'看這裡 https://shop.example/a',
			'這個也好 https://shop.example/b',
			'最後一個 http://shop.example/c',
		]) {
			found.push(await held(newcomer, words));
			// Longer ago than what the process remembers.
			place.clock.advance(3_700_000);
		}
		expect(found).toEqual([false, false, true]);
		const [last] = await place.site.sql`
			select data->'waits' as waits from platform.event where name = 'comment.withheld' order by id desc limit 1`;
		expect(last?.['waits']).toEqual(['same-host:shop.example']);
		expect(await held(newcomer, '別的地方 https://other.example/')).toBe(false);
		for (const [who, link] of [
			[writer, 'https://shop.example/'],
			[await fresh(), `${place.site.handle.url}/articles/`],
		] as const)
			for (const words of ['讀過這個嗎', '昨天買的這一家', '我媽媽推薦的地方在']) {
				place.clock.advance(61_000);
				expect(await held(who, `${words} ${link}`), link).toBe(false);
			}
	});

	it('are not alone: a member waits who says the same a third time', async () => {
		const found: boolean[] = [];
		for (const end of ['一', '二', '三']) {
			found.push(await held(writer, advert(end)));
			place.clock.advance(61_000);
		}
		expect(found).toEqual([false, false, true]);
	});
});

describe('watched words', () => {
	it('are chosen by moderators, whole, and are nobody else’s to read', async () => {
		await watch('賭博\n\n 加賴 \n賭博');
		expect(await listWatched(place.as(moderator), {})).toEqual(['加賴', '賭博'].sort());
		for (const actor of [writer, undefined]) {
			await expect(watch('x'.repeat(3), actor ?? { kind: 'visitor' })).rejects.toMatchObject({
				code: expect.stringMatching(/permission|session/),
			});
			await expect(listWatched(place.as(actor), {})).rejects.toBeTruthy();
			await expect(tryWatched(place.as(actor), { text: '加賴' })).rejects.toBeTruthy();
		}
	});

	it('need two letters, and are at most five hundred of sixty', async () => {
		for (const words of ['賭', '*** !', 'x'.repeat(61), Array.from({ length: 501 }, (_, n) => `w${n}`).join('\n')])
			await expect(watch(words)).rejects.toMatchObject(refused('input.invalid', 422));
		expect(await listWatched(place.as(moderator), {})).toEqual(['賭博']);
		const before = await place.site.sql`select count(*) from platform.event`;
		expect(await tryWatched(place.as(moderator), { text: '来赌．博' })).toMatchObject([
			{ word: '賭博', found: '赌．博', disguises: ['script', 'between'] },
		]);
		expect(await place.site.sql`select count(*) from platform.event`).toEqual(before);
	});

	it('let go of, hold nothing more', async () => {
		await watch('');
		expect((await say('賭博')).path).not.toMatch(/^\/community\/comment/);
	});
});
