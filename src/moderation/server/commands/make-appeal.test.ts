import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#platform/actor.ts';
import {
	countKept,
	postComment,
	readThread,
	startThread,
	acceptAnswer,
	takeOverThreads,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { decideApplicant, endSuspensions, readProfile, writeRemark } from '#membership/server/index.ts';
import { beginSession } from '#membership/server/begin-session.ts';
import { command } from '#platform/context/command.ts';
import {
	answerAppeal,
	countQueue,
	decideComment,
	flagComment,
	listAppeals,
	listLog,
	listQueue,
	makeAppeal,
	readCase,
	readStanding,
	restorePerson,
	suspendPerson,
	undoDecision,
} from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let writer: Member;
let moderator: Member;
let owner: Member;
let thread: number;
let comment: number;
beforeAll(async () => {
	place = await testSite();
	moderator = await sowMember(place.system(), 'moderator');
	owner = await sowMember(place.system(), 'owner');
});
beforeEach(async () => {
	writer = await sowMember(place.system());
	thread = (await sowThread(place.system())).id;
	comment = (await postComment(place.as(writer), { thread, body: { text: '一句話' } })).id;
});
afterAll(() => place.close());

const day = 86_400_000;
const refused = (code: string, status: number) => ({ code, status });
const suspend = (more: object = {}, actor: Actor = moderator) =>
	suspendPerson(place.as(actor), { member: writer.member, days: 7, reason: 'spam', ...more } as never);
const decide = (verdict: string, actor: Actor = moderator) =>
	decideComment(place.as(actor), { comment, verdict, reason: 'spam' } as never);
const from = { cookie: '', browser: '', address: '127.0.0.1' };
const enter = command(z.object({ member: z.number() }), (ctx, { member }) =>
	beginSession(ctx, member, 'code', from as never),
);
const signIn = () => enter(place.as(), { member: writer.member });
const letters = async () =>
	place
		.as()
		.db.selectFrom('platform.mail')
		.select(['subject', 'body_text'])
		.where('kind', '=', 'order')
		.where('recipient', '=', (await writerRow()).email as string)
		.orderBy('id')
		.execute();
const writerRow = () =>
	place
		.as()
		.db.selectFrom('membership.member')
		.select(['email', 'suspended', 'suspended_until', 'silenced_until'])
		.where('id', '=', writer.member)
		.executeTakeFirstOrThrow();
const keyOf = async () => /appeal\/(\S+)/.exec((await letters()).at(-1)?.body_text ?? '')?.[1] ?? '';
const waiting = async (said: string) => (await listAppeals(place.as(moderator), {})).find((one) => one.said === said);

describe('a suspension', () => {
	it('shuts out at once, until its end, and says why by mail', async () => {
		await signIn();
		await suspend({ words: '連續三天貼同一家店' });
		await expect(signIn()).rejects.toMatchObject(refused('member.suspended', 403));
		const sessions = await place
			.as()
			.db.selectFrom('membership.session')
			.select('id')
			.where('member', '=', writer.member)
			.execute();
		expect(sessions).toEqual([]);
		const [letter] = await letters();
		expect(letter?.subject).toContain('停權');
		for (const told of ['廣告或洗版', '連續三天貼同一家店', '/appeal/m']) expect(letter?.body_text).toContain(told);
		place.clock.advance(7 * day + 1);
		await expect(signIn()).resolves.toBeTruthy();
		expect((await writerRow()).suspended).toBeNull();
	});

	it('ends by itself, also for whoever does not sign in', async () => {
		await suspend({ days: 1 });
		await endSuspensions.run(place.system(), {});
		expect((await writerRow()).suspended).not.toBeNull();
		place.clock.advance(day + 1);
		await endSuspensions.run(place.system(), {});
		expect(await writerRow()).toMatchObject({ suspended: null, suspended_until: null });
		await expect(readProfile(place.as(), { handle: writer.handle })).resolves.toBeTruthy();
	});

	it('without an end lasts until somebody restores, once or twice', async () => {
		await suspend({ days: null });
		place.clock.advance(1_000 * day);
		await expect(signIn()).rejects.toMatchObject({ code: 'member.suspended' });
		await restorePerson(place.as(moderator), { member: writer.member });
		await restorePerson(place.as(moderator), { member: writer.member });
		await expect(signIn()).resolves.toBeTruthy();
	});

	it('is told once when the form is sent twice', async () => {
		const [first, second] = await Promise.all([suspend(), suspend()]);
		expect(first.measure).toBe(second.measure);
		expect(await letters()).toHaveLength(1);
	});

	it('needs a published reason and a length of the list; nobody locks the owner out', async () => {
		for (const wrong of [{ reason: null }, { reason: 'negative' }, { reason: 'other' }, { days: 3 }, { days: -1 }])
			await expect(suspend(wrong)).rejects.toMatchObject(refused('input.invalid', 422));
		await expect(suspend({}, writer)).rejects.toMatchObject(refused('permission.denied', 403));
		await expect(suspend({}, await sowMember(place.system(), 'editor'))).rejects.toMatchObject({ status: 403 });
		for (const actor of [moderator, owner])
			await expect(suspend({ member: owner.member }, actor)).rejects.toMatchObject(refused('permission.denied', 403));
		await expect(suspend({ member: owner.member }, { kind: 'system' })).rejects.toMatchObject(
			refused('member.last-owner', 409),
		);
		expect((await writerRow()).suspended).toBeNull();
	});

	it('may come with a decision, is longer every time, and goes when that is taken back', async () => {
		const { decision } = await decide('suspend');
		expect((await writerRow()).suspended_until).toEqual(new Date(place.clock.now().getTime() + 7 * day));
		await expect(decide('suspend', await sowMember(place.system(), 'editor'))).rejects.toMatchObject({ status: 403 });
		await undoDecision(place.as(moderator), { decision });
		expect((await writerRow()).suspended).toBeNull();
		await suspend({ days: 1 });
		await decide('suspend');
		expect((await writerRow()).suspended_until).toEqual(new Date(place.clock.now().getTime() + 30 * day));
	});

	it('taken back leaves another in force', async () => {
		await suspend({ days: 90 });
		const { decision } = await decide('suspend');
		await undoDecision(place.as(moderator), { decision });
		expect((await writerRow()).suspended_until).toEqual(new Date(place.clock.now().getTime() + 90 * day));
	});

	it('stands in the log without whom it was about', async () => {
		await suspend({ words: '公開的說明' });
		const { items } = await listLog(place.as(await sowMember(place.system())), {});
		expect(items[0]).toMatchObject({ verdict: 'suspend', reason: 'spam', words: '公開的說明', thread: null });
		expect(JSON.stringify(items)).not.toContain(writer.name);
	});

	it('is paged with the decisions, each once', async () => {
		for (let number = 0; number < 33; number++) {
			const other = await sowMember(place.system());
			await suspend({ member: other.member });
		}
		await decide('hide');
		const seen: string[] = [];
		for (let before: string | undefined; ;) {
			const page = await listLog(place.as(moderator), { before });
			seen.push(...page.items.map(({ key }) => key));
			if (!page.next) break;
			before = page.next;
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBeGreaterThan(34);
	});
});

describe('an appeal', () => {
	it('is made once, by the link of the letter, by somebody who cannot sign in', async () => {
		await suspend();
		const key = await keyOf();
		expect(await readCase(place.as(), { key })).toMatchObject({ verdict: 'suspend', reason: 'spam', appeal: null });
		await makeAppeal(place.as(), { key, words: '那不是廣告' });
		await makeAppeal(place.as(), { key, words: '那不是廣告' });
		await expect(makeAppeal(place.as(), { key, words: '再說一次' })).rejects.toMatchObject(
			refused('appeal.already', 409),
		);
		expect(await waiting('那不是廣告')).toMatchObject({
			name: writer.name,
			verdict: 'suspend',
			decider: moderator.name,
		});
		expect(await countQueue(place.as(moderator), {})).toBeGreaterThan(0);
		for (const actor of [undefined, writer]) await expect(listAppeals(place.as(actor), {})).rejects.toBeTruthy();
	});

	it('at once in many windows is one', async () => {
		await suspend();
		const key = await keyOf();
		const sent = await Promise.allSettled(
			Array.from({ length: 8 }, (_, number) => makeAppeal(place.as(), { key, words: `第 ${number} 次` })),
		);
		expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('that is granted takes the decision back and says so', async () => {
		const { decision } = await decide('silence');
		await makeAppeal(place.as(), { key: await keyOf(), words: '誤會一場' });
		const { id } = (await waiting('誤會一場')) as { id: number };
		await answerAppeal(place.as(moderator), { appeal: id, outcome: 'granted', answer: '是我們看錯了' });
		await answerAppeal(place.as(moderator), { appeal: id, outcome: 'granted' });
		expect((await readThread(place.as(), { thread })).comments).toHaveLength(1);
		expect((await writerRow()).silenced_until).toBeNull();
		expect((await letters()).at(-1)?.body_text).toContain('是我們看錯了');
		await expect(
			answerAppeal(place.as(moderator), { appeal: id, outcome: 'upheld', answer: '不' }),
		).rejects.toMatchObject(refused('appeal.meanwhile', 409));
		expect(decision).toBeGreaterThan(0);
	});

	it('that is not needs a reason, which the person gets; the decision stands', async () => {
		await suspend();
		await makeAppeal(place.as(), { key: await keyOf(), words: '請再看看' });
		const { id } = (await waiting('請再看看')) as { id: number };
		await expect(answerAppeal(place.as(moderator), { appeal: id, outcome: 'upheld' })).rejects.toMatchObject(
			refused('input.invalid', 422),
		);
		await expect(answerAppeal(place.as(writer), { appeal: id, outcome: 'granted' })).rejects.toMatchObject(
			refused('permission.denied', 403),
		);
		await answerAppeal(place.as(moderator), { appeal: id, outcome: 'upheld', answer: '三天貼了三十次' });
		expect((await letters()).at(-1)?.body_text).toContain('三天貼了三十次');
		expect((await writerRow()).suspended).not.toBeNull();
		expect(await waiting('請再看看')).toBeUndefined();
	});

	it('is offered to the author on their comment’s page, also of a plain hiding', async () => {
		const { decision } = await decide('hide');
		const { appeal } = await readStanding(place.as(writer), { comment });
		expect((await readStanding(place.as(moderator), { comment })).appeal).toBeNull();
		await makeAppeal(place.as(writer), { key: appeal?.split('/').at(-1) ?? '', words: '我不服' });
		await undoDecision(place.as(moderator), { decision });
		const { id } = (await waiting('我不服')) as { id: number };
		// Taken back meanwhile: granting it is still right.
		await answerAppeal(place.as(moderator), { appeal: id, outcome: 'granted' });
		expect((await readThread(place.as(), { thread })).comments).toHaveLength(1);
	});

	it('is refused with a key that nobody made, was changed, is of something else, or when there is nothing left to object to', async () => {
		await suspend();
		const key = await keyOf();
		const wrong = [
			'',
			'x',
			`${key}0`,
			key.replace(/^m/, 'd'),
			key.replace(/^m./, 'mz'),
			'__proto__',
			key.toUpperCase(),
		];
		for (const one of wrong) {
			await expect(readCase(place.as(), { key: one })).rejects.toMatchObject(refused('appeal.not-found', 404));
			await expect(makeAppeal(place.as(), { key: one, words: 'x' })).rejects.toMatchObject(
				refused('appeal.not-found', 404),
			);
		}
		for (const words of ['', '  ', 'x'.repeat(2_001), 7, null])
			await expect(makeAppeal(place.as(), { key, words: words as never })).rejects.toMatchObject(
				refused('input.invalid', 422),
			);
		await restorePerson(place.as(moderator), { member: writer.member });
		await expect(makeAppeal(place.as(), { key, words: 'x' })).rejects.toMatchObject(refused('appeal.settled', 409));
	});
});

it('of somebody who was not let in opens the door after all, or says why not', async () => {
	const ask = async (email: string) => {
		const { db } = place.as();
		const row = {
			name: '想加入的人',
			locale: 'zh-TW',
			news: false,
			place: 'join',
			answers: {},
			asked: place.clock.now(),
		};
		const { id } = await db
			.insertInto('membership.applicant')
			.values({ email, ...row })
			.returning('id')
			.executeTakeFirstOrThrow();
		await decideApplicant(place.as(moderator), { applicant: id, decision: 'refuse', reason: '只給經銷商' });
		const mail = await db
			.selectFrom('platform.mail')
			.select('body_text')
			.where('recipient', '=', email)
			.executeTakeFirstOrThrow();
		await makeAppeal(place.as(), { key: /appeal\/(\S+)/.exec(mail.body_text)?.[1] ?? '', words: `${email} 是經銷商` });
		return (await waiting(`${email} 是經銷商`)) as { id: number; verdict: string };
	};
	const yes = await ask('yes@example.com');
	expect(yes.verdict).toBe('refused');
	await answerAppeal(place.as(moderator), { appeal: yes.id, outcome: 'granted', answer: '歡迎' });
	const no = await ask('no@example.com');
	await answerAppeal(place.as(moderator), { appeal: no.id, outcome: 'upheld', answer: '名單上沒有' });
	const members = await place
		.as()
		.db.selectFrom('membership.member')
		.select('email')
		.where('email', 'in', ['yes@example.com', 'no@example.com'])
		.execute();
	expect(members).toEqual([{ email: 'yes@example.com' }]);
});

it('gives the threads of somebody shut out to somebody else, until they are back', async () => {
	const { id: category } = await sowCategory(place.system(), 'members', ['question']);
	const asked = await startThread(place.as(writer), { category, title: '怎麼挑豆子', body: { text: '請問' } });
	const helper = await sowMember(place.system());
	place.clock.advance(60_000);
	const answer = await postComment(place.as(helper), { thread: asked.id, body: { text: '看烘焙日期' } });
	const take = (actor: Actor = moderator) =>
		takeOverThreads(place.as(actor), { from: writer.member, to: helper.handle });
	await expect(take()).rejects.toMatchObject(refused('thread.author-here', 409));
	const accept = () => acceptAnswer(place.as(helper), { comment: answer.id } as never);
	await suspend();
	await expect(accept()).rejects.toMatchObject({ status: 403 });
	await expect(take(helper)).rejects.toMatchObject(refused('permission.denied', 403));
	expect((await take()).count).toBe(1);
	expect((await take()).count).toBe(0);
	expect(await countKept(place.as(moderator), { author: writer.member })).toEqual({ kept: 1, threads: 1 });
	await restorePerson(place.as(moderator), { member: writer.member });
	await expect(accept()).rejects.toMatchObject({ status: 403 });
	await suspend({ words: '又來了' });
	await expect(accept()).resolves.toBeTruthy();
});

it('shows the queue what colleagues noted about the author, the last first', async () => {
	for (const text of ['第一次提醒過', '電話談過'])
		await writeRemark(place.as(moderator), { member: writer.member, text });
	await flagComment(place.as(await sowMember(place.system())), { comment, reason: 'spam' });
	const { items } = await listQueue(place.as(moderator), {});
	const found = items.find((item) => item.comment === comment);
	expect(found?.author?.remarks.map(({ text }) => text)).toEqual(['電話談過', '第一次提醒過']);
	expect(found?.author?.remarks[0]?.author).toBe(moderator.name);
});
