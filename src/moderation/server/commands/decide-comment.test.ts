import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	deleteComment,
	findThread,
	listThreads,
	postComment,
	readThread,
	splitThread,
	startThread,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { postForeignComment } from '#community/server/index.ts';
import {
	countQueue,
	decideComment,
	decideMany,
	flagComment,
	hearAgain,
	listLog,
	listQueue,
	readStanding,
	showAgain,
	undoDecision,
	undoMany,
} from '#moderation/server/index.ts';
import { listNotices } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let writer: Member;
let reporter: Member;
let moderator: Member;
let thread: number;
let comment: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	writer = await sowMember(place.system());
	reporter = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
	comment = (await postComment(place.as(writer), { thread, body: { text: '一句話' } })).id;
});
afterAll(() => place.close());

const flag = (actor: Actor = reporter, more: object = {}) =>
	flagComment(place.as(actor), { comment, reason: 'spam', ...more } as never);
const decide = (verdict: string, more: object = {}, actor: Actor = moderator) =>
	decideComment(place.as(actor), {
		comment,
		verdict,
		...(verdict === 'keep' ? {} : { reason: 'spam' }),
		...more,
	} as never);
const undo = (decision: number) => undoDecision(place.as(moderator), { decision });
const refused = (code: string, status: number) => ({ code, status });
const shown = async () => (await readThread(place.as(), { thread })).comments.length;
const count = async () => (await findThread(place.system(), { id: thread }))?.comment_count;
const queued = async () =>
	(await listQueue(place.as(moderator), {})).items.find((item) => item.comment === comment) ?? null;
const notices = async (actor: Actor) => {
	await place.runJobs();
	return (await listNotices(place.as(actor), {})).items.map(({ kind, name }) => [kind, name]);
};

describe('a complaint', () => {
	it('waits in the queue with its context, and changes nothing that members see', async () => {
		await flag(reporter, { words: '到處貼' });
		expect(await queued()).toMatchObject({
			state: 'shown',
			suggested: 'spam',
			author: { id: writer.member, hidden: 0, measures: 0 },
			flags: [{ reason: 'spam', words: '到處貼', name: reporter.name, decided: 0 }],
		});
		expect(await shown()).toBe(1);
		expect(await notices(writer)).toEqual([]);
	});

	it('is one per member and comment, however often it is sent', async () => {
		await Promise.all([flag(), flag(), flag()]);
		await flag();
		expect((await queued())?.flags).toHaveLength(1);
	});

	it('is refused to its author, to visitors, without words where no reason fits, and of what is gone', async () => {
		await expect(flag(writer)).rejects.toMatchObject(refused('permission.denied', 403));
		await expect(flag(visitor)).rejects.toMatchObject(refused('session.required', 401));
		await expect(flag(reporter, { reason: 'other' })).rejects.toMatchObject(refused('input.invalid', 422));
		await expect(flag(reporter, { reason: 'negative' })).rejects.toMatchObject(refused('input.invalid', 422));
		await expect(flag(reporter, { words: 'x'.repeat(501) })).rejects.toMatchObject(refused('input.invalid', 422));
		await decide('hide');
		await expect(flag()).rejects.toMatchObject(refused('comment.not-found', 404));
		await expect(flag(reporter, { comment: 999_999 })).rejects.toMatchObject(refused('comment.not-found', 404));
	});

	it('stops after ten a day, also when they come at once', async () => {
		const comments: number[] = [];
		for (let number = 0; number < 12; number++) {
			place.clock.advance(60_000);
			comments.push((await postComment(place.as(writer), { thread, body: { text: `第 ${number} 句` } })).id);
		}
		const sent = await Promise.allSettled(comments.map((one) => flag(reporter, { comment: one })));
		expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
		expect(sent.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: refused('flag.too-many', 429),
		});
		place.clock.advance(86_400_000);
		await expect(flag()).resolves.toBeTruthy();
	});

	it('is nobody’s business but the moderators’', async () => {
		await flag();
		for (const actor of [reporter, writer, visitor, await sowMember(place.system(), 'analyst')])
			await expect(listQueue(place.as(actor), {})).rejects.toMatchObject({
				code: expect.stringMatching(/permission|session/),
			});
		expect(await countQueue(place.as(writer), {})).toBe(0);
		expect(await readStanding(place.as(writer), { comment })).toMatchObject({ flags: 0, flagged: false });
		expect(await readStanding(place.as(reporter), { comment })).toMatchObject({ flags: 0, flagged: true });
		expect(await readStanding(place.as(moderator), { comment })).toMatchObject({ flags: 1 });
	});

	it('shows how often whoever complains was right', async () => {
		await flag();
		await decide('hide');
		comment = (await postComment(place.as(moderator), { thread, body: { text: '另一句' } })).id;
		await flag();
		expect((await queued())?.flags).toMatchObject([{ decided: 1, right: 1 }]);
		await decide('keep');
		await flag(await sowMember(place.system()));
		expect((await queued())?.flags).toHaveLength(1);
	});
});

describe('a decision', () => {
	it('to hide needs a published reason; that somebody is critical is none', async () => {
		await expect(decide('hide', { reason: null })).rejects.toMatchObject(refused('input.invalid', 422));
		await expect(decide('hide', { reason: 'other' })).rejects.toMatchObject(refused('input.invalid', 422));
		await expect(decide('hide', { reason: 'negative' })).rejects.toMatchObject(refused('input.invalid', 422));
		expect([await shown(), await count()]).toEqual([1, 1]);
	});

	it('to hide takes the comment away, answers the complaints, and tells its author why', async () => {
		await flag();
		await decide('hide', { words: '第三次貼同一家店' });
		expect([await shown(), await count(), await queued()]).toEqual([0, 0, null]);
		expect(await notices(writer)).toEqual([['hidden', null]]);
		expect(await readStanding(place.as(writer), { comment })).toMatchObject({
			decision: { verdict: 'hide', reason: 'spam', words: '第三次貼同一家店' },
		});
		expect((await readStanding(place.as(reporter), { comment })).decision).toBeNull();
	});

	it('of a thread’s opening takes the thread from every list, and back', async () => {
		const { id: category } = await sowCategory(place.system());
		const started = await startThread(place.as(writer), { category, title: '一個討論', body: { text: '開頭' } });
		comment = started.comment;
		const { decision } = await decide('hide');
		const listed = async () => (await listThreads(place.as(), { category })).items.length;
		expect(await listed()).toBe(0);
		await undo(decision);
		expect(await listed()).toBe(1);
	});

	it('to keep answers the complaints and tells nobody', async () => {
		await flag();
		await decide('keep');
		expect([await shown(), await queued()]).toEqual([1, null]);
		expect(await notices(writer)).toEqual([]);
	});

	it('silences for longer every time; whoever is silent reads and does not speak', async () => {
		await decide('silence');
		const speak = (text: string) => postComment(place.as(writer), { thread, body: { text } });
		await expect(speak('還有話')).rejects.toMatchObject({
			code: 'member.silenced',
			status: 403,
			details: { hours: 24 },
		});
		const { id: category } = await sowCategory(place.system());
		await expect(
			startThread(place.as(writer), { category, title: '另一個討論', body: { text: '開頭' } }),
		).rejects.toMatchObject(refused('member.silenced', 403));
		place.clock.advance(24 * 3_600_000 + 1);
		comment = (await speak('回來了')).id;
		await decide('silence');
		await expect(speak('還有話')).rejects.toMatchObject({ details: { hours: 72 } });
		expect(await notices(writer)).toEqual([
			['silenced', null],
			['silenced', null],
		]);
	});

	it('warns and silences members only, never those who work here or are elsewhere', async () => {
		const editor = await sowMember(place.system(), 'editor');
		comment = (await postComment(place.as(editor), { thread, body: { text: '同事的話' } })).id;
		await expect(decide('silence')).rejects.toMatchObject(refused('permission.denied', 403));
		const foreign = await postForeignComment(place.system(), {
			thread,
			text: '外面的話',
			posted: place.clock.now(),
			origin: { network: 'practice', author: '路人', url: null, id: 'x1' },
		} as never);
		comment = foreign.id;
		await expect(decide('warn')).rejects.toMatchObject(refused('decision.no-author', 409));
		await expect(decide('hide')).resolves.toBeTruthy();
	});

	it('is for moderators and editors', async () => {
		for (const actor of [writer, reporter, await sowMember(place.system(), 'author')])
			await expect(decide('hide', {}, actor)).rejects.toMatchObject(refused('permission.denied', 403));
		await expect(decide('hide', {}, visitor)).rejects.toMatchObject(refused('session.required', 401));
		expect(await shown()).toBe(1);
	});

	it('is not made over another that came meanwhile, and is one when sent twice', async () => {
		const first = await decide('hide', { seen: 0 });
		expect(await decide('hide', { seen: 0 })).toEqual(first);
		await expect(decide('keep', { seen: 0 })).rejects.toMatchObject(refused('decision.meanwhile', 409));
		expect(await shown()).toBe(0);
		const both = await Promise.allSettled([
			decide('keep', { seen: first.decision }),
			decide('warn', { seen: first.decision }),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it('is not made of what its author deleted', async () => {
		await flag();
		await deleteComment(place.as(writer), { id: comment });
		expect(await queued()).toBeNull();
		await expect(decide('hide')).rejects.toMatchObject(refused('comment.deleted', 409));
	});
});

describe('taking back', () => {
	it('brings back the comment, the word and the complaint, once', async () => {
		await flag();
		const { decision } = await decide('silence');
		await place.runJobs();
		await undo(decision);
		await undo(decision);
		expect([await shown(), await count(), (await queued())?.flags.length]).toEqual([1, 1, 1]);
		place.clock.advance(60_000);
		await expect(postComment(place.as(writer), { thread, body: { text: '又能說了' } })).resolves.toBeTruthy();
		expect(await notices(writer)).toEqual([['shown', null]]);
	});

	it('of one silence leaves another in force', async () => {
		const first = await decide('silence');
		comment = (await postComment(place.system(), { thread, body: { text: '先前的話' }, author: writer.member })).id;
		await decide('silence');
		await undo(first.decision);
		await expect(postComment(place.as(writer), { thread, body: { text: '還有話' } })).rejects.toMatchObject({
			details: { hours: 72 },
		});
	});

	it('is possible from the comment’s own page, whole, long after the queue was left', async () => {
		await decide('silence');
		const silenced = { code: 'member.silenced' };
		const say = () => postComment(place.as(writer), { thread, body: { text: `還能說嗎 ${Math.random()}` } });
		await expect(say()).rejects.toMatchObject(silenced);
		await expect(showAgain(place.as(writer), { comment })).rejects.toMatchObject(refused('permission.denied', 403));
		await showAgain(place.as(moderator), { comment });
		await showAgain(place.as(moderator), { comment });
		expect(await shown()).toBe(1);
		place.clock.advance(60_000);
		await say();
		expect((await listLog(place.as(reporter), {})).items[0]?.undone).not.toBeNull();
	});

	it('of a silence is possible without a comment: the member has the word again, and it is lifted', async () => {
		await decide('silence');
		const hear = (actor: Actor) => hearAgain(place.as(actor), { member: writer.member });
		await expect(hear(reporter)).rejects.toMatchObject(refused('permission.denied', 403));
		await hear(moderator);
		await hear(moderator);
		place.clock.advance(60_000);
		await postComment(place.as(writer), { thread, body: { text: '謝謝' } });
		const rows = await place.site
			.sql`select from moderation.measure where member = ${writer.member} and lifted is null`;
		expect(rows).toEqual([]);
		// What was said stays away: only the silence was too much.
		expect(await shown()).toBe(1);
	});

	it('is refused when a newer decision holds, and to members', async () => {
		const first = await decide('hide');
		await decide('keep');
		await expect(undo(first.decision)).rejects.toMatchObject(refused('decision.meanwhile', 409));
		await expect(undo(999_999)).rejects.toMatchObject(refused('decision.not-found', 404));
		await expect(undoDecision(place.as(writer), first)).rejects.toMatchObject(refused('permission.denied', 403));
	});
});

it('decides many at once, leaves what cannot be, and takes them back', async () => {
	const others: number[] = [];
	for (const text of ['二', '三', '四']) {
		place.clock.advance(60_000);
		others.push((await postComment(place.as(writer), { thread, body: { text: `第${text}句` } })).id);
	}
	await deleteComment(place.as(writer), { id: others[2] as number });
	const done = await decideMany(place.as(moderator), {
		comments: [...others, comment].reverse(),
		verdict: 'hide',
		reason: 'spam',
	});
	expect(done.decisions).toHaveLength(3);
	expect(done.refused).toEqual([{ id: others[2], code: 'comment.deleted' }]);
	expect([await shown(), await count()]).toEqual([0, 0]);
	await expect(
		decideMany(place.as(moderator), { comments: [comment], verdict: 'hide' } as never),
	).rejects.toMatchObject(refused('input.invalid', 422));
	await undoMany(place.as(moderator), { decisions: done.decisions });
	expect([await shown(), await count()]).toEqual([3, 3]);
});

describe('the log', () => {
	it('tells members what was taken away and why, not whose words, who complained or who decided', async () => {
		await flag(reporter, { words: '秘密的檢舉' });
		const { decision } = await decide('warn', { words: '公開的說明' });
		await decide('keep', { comment: (await postComment(place.as(moderator), { thread, body: { text: '好的' } })).id });
		const read = async () => (await listLog(place.as(writer), {})).items;
		expect((await read())[0]).toMatchObject({ verdict: 'warn', reason: 'spam', words: '公開的說明', undone: null });
		const told = JSON.stringify(await read());
		for (const secret of ['秘密的檢舉', reporter.name, writer.name, moderator.name, '一句話'])
			expect(told).not.toContain(secret);
		await undo(decision);
		expect((await read())[0]?.undone).not.toBeNull();
		// Kept later, it is not said to be away.
		await decide('hide', { words: '再一次' });
		await decide('keep');
		expect((await read())[0]).toMatchObject({ words: '再一次', undone: expect.any(Date) as Date });
		// Only those who may take it back are led to where.
		expect((await read()).map(({ back }) => back)).toEqual((await read()).map(() => null));
		expect((await listLog(place.as(moderator), {})).items[0]?.back).toEqual({ comment, member: writer.member });
		await expect(listLog(place.as(), {})).rejects.toMatchObject(refused('session.required', 401));
	});

	it('keeps the title of a hidden thread to itself', async () => {
		const { id: category } = await sowCategory(place.system());
		const title = '不該再出現的標題';
		const started = await startThread(place.as(writer), { category, title, body: { text: '開頭' } });
		comment = started.comment;
		await decide('hide');
		expect((await listLog(place.as(reporter), {})).items[0]).toMatchObject({ opening: true, thread: null });
	});
});

it('is told of where the comment stands after its conversation was split', async () => {
	const category = await sowCategory(place.system());
	const begun = await startThread(place.as(writer), {
		category: category.id,
		title: '一個話題',
		body: { text: '先說一句' },
	});
	place.clock.advance(60_000);
	const said = await postComment(place.as(writer), { thread: begun.id, body: { text: '離題又難聽' } });
	await decideComment(place.as(moderator), { comment: said.id, verdict: 'hide', reason: 'unkind' });
	await decideComment(place.as(moderator), { comment: said.id, verdict: 'keep' });
	await splitThread(place.as(moderator), { thread: begun.id, comments: [said.id], title: '離題的另外談' });
	await place.runJobs();
	const rows = await place.site.sql<{ moved: boolean }[]>`
		select d.thread = c.thread and d.thread <> ${begun.id} as moved from moderation.decision d
		join community.comment c on c.id = d.comment where d.comment = ${said.id}`;
	expect(rows.map(({ moved }) => moved)).toEqual([true, true]);
});
