import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { visitor, type Actor } from '#platform/actor.ts';
import {
	acceptAnswer,
	castBallot,
	closeThread,
	closePolls,
	decideIdea,
	deleteComment,
	endPoll,
	findThread,
	followCategory,
	hideComment,
	listThreads,
	postComment,
	react,
	readPoll,
	readThread,
	releaseAnswer,
	showComment,
	communityPerson,
	startThread,
	turnThread,
	unvoteIdea,
	voteIdea,
} from '#community/server/index.ts';
import { sowCategory, sowMember, sowThread } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let asker: Member;
let other: Member;
let editor: Member;
let category: number;
let crowd: Member[];
beforeAll(async () => {
	place = await testSite();
	category = (await sowCategory(place.system())).id;
	editor = await sowMember(place.system(), 'editor');
	crowd = await Promise.all(Array.from({ length: 50 }, () => sowMember(place.system())));
});
beforeEach(async () => {
	asker = await sowMember(place.system());
	other = await sowMember(place.system());
});
afterAll(() => place.close());

const begin = async (kind: string, more: object = {}, actor: Actor = asker) =>
	(
		await startThread(place.as(actor), {
			category,
			kind: kind as never,
			title: '想問大家一件事',
			body: { text: '內容在這裡' },
			...more,
		})
	).id;
const answer = async (thread: number, actor: Actor = other) => {
	place.clock.advance(20_000);
	return (await postComment(place.as(actor), { thread, body: { text: `試試看這樣做 ${Math.random()}` } })).id;
};
const facts = async (thread: number, name: string) =>
	(await place.site.sql`select from platform.event where name = ${name} and about = ${`thread:${thread}`}`).length;
const refused = (code: string) => ({ code });

describe('a question', () => {
	it('is solved by the answer that its asker names, which stands at the top of its page', async () => {
		const thread = await begin('question');
		const first = await answer(thread);
		const better = await answer(thread, crowd[0]);
		expect(await findThread(place.as(), { id: thread })).toMatchObject({ kind: 'question', answer: null });
		await acceptAnswer(place.as(asker), { comment: first });
		await acceptAnswer(place.as(asker), { comment: first });
		expect(await facts(thread, 'answer.accepted')).toBe(1);
		await acceptAnswer(place.as(editor), { comment: better });
		const page = await readThread(place.as(), { thread });
		expect(page.thread.answer).toBe(better);
		expect(page.answer).toMatchObject({ id: better, state: 'shown' });
		expect(page.comments.map(({ id }) => id)).toContain(better);
		await releaseAnswer(place.as(asker), { thread });
		await releaseAnswer(place.as(asker), { thread });
		expect((await findThread(place.as(), { id: thread }))?.answer).toBeNull();
		expect(await facts(thread, 'answer.released')).toBe(1);
	});

	it('has one answer after fifty were accepted at once', async () => {
		const thread = await begin('question');
		const answers = await Promise.all(crowd.map((one) => answer(thread, one)));
		const outcomes = await Promise.allSettled(answers.map((comment) => acceptAnswer(place.as(asker), { comment })));
		expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
		const rows = await place.site.sql<
			{ comment: number }[]
		>`select comment from community.answer where thread = ${thread}`;
		expect(rows).toHaveLength(1);
		expect((await readThread(place.as(), { thread })).answer?.id).toBe(rows[0]?.comment);
		await Promise.all(crowd.map(() => releaseAnswer(place.as(asker), { thread })));
		expect(await facts(thread, 'answer.released')).toBe(1);
	});

	it('shows an answer of a later page at the top, once, and keeps the page as it was', async () => {
		const thread = await begin('question');
		for (let number = 0; number < 22; number++) await answer(thread, crowd[number]);
		const late = await answer(thread, crowd[30]);
		await acceptAnswer(place.as(asker), { comment: late });
		const page = await readThread(place.as(), { thread });
		expect(page.comments).toHaveLength(20);
		expect(page.comments.map(({ id }) => id)).not.toContain(late);
		expect(page.answer?.id).toBe(late);
		const next = await readThread(place.as(), { thread, after: page.next as number });
		expect(next.answer).toBeNull();
		expect(next.comments.map(({ id }) => id)).toContain(late);
	});

	it('is unsolved while its answer is taken away, and for good when it is deleted', async () => {
		const thread = await begin('question');
		const comment = await answer(thread);
		await acceptAnswer(place.as(asker), { comment });
		const unsolved = async () =>
			(await listThreads(place.as(), { category, show: 'unsolved' })).items.some(({ id }) => id === thread);
		expect(await unsolved()).toBe(false);
		await hideComment(place.as(editor), { id: comment });
		expect((await readThread(place.as(), { thread })).answer).toBeNull();
		expect(await unsolved()).toBe(true);
		await showComment(place.as(editor), { id: comment });
		expect((await readThread(place.as(), { thread })).answer?.id).toBe(comment);
		await deleteComment(place.as(other), { id: comment });
		expect(await unsolved()).toBe(true);
		await expect(acceptAnswer(place.as(asker), { comment })).rejects.toMatchObject({ status: 404 });
	});

	it('refuses others, itself, what is hidden, other kinds, and what hangs under an article', async () => {
		const thread = await begin('question');
		const comment = await answer(thread);
		const { comments } = await readThread(place.as(), { thread });
		await expect(acceptAnswer(place.as(other), { comment })).rejects.toMatchObject(refused('permission.denied'));
		await expect(acceptAnswer(place.as(visitor), { comment })).rejects.toMatchObject(refused('session.required'));
		await expect(acceptAnswer(place.as(asker), { comment: comments[0]?.id ?? 0 })).rejects.toMatchObject(
			refused('answer.opening'),
		);
		await hideComment(place.as(editor), { id: comment });
		await expect(acceptAnswer(place.as(asker), { comment })).rejects.toMatchObject(refused('comment.not-found'));
		await expect(acceptAnswer(place.as(editor), { comment })).rejects.toMatchObject(refused('comment.parent-gone'));
		const { id: under } = await sowThread(place.system());
		const said = await answer(under);
		await expect(acceptAnswer(place.as(editor), { comment: said })).rejects.toMatchObject(refused('thread.wrong-kind'));
		await expect(turnThread(place.as(editor), { thread: under, kind: 'question' })).rejects.toMatchObject(
			refused('thread.wrong-kind'),
		);
	});
});

describe('an idea', () => {
	const votes = async (thread: number) => (await findThread(place.as(), { id: thread }))?.idea?.votes;

	it('counts fifty members who vote at once, each three times, exactly', async () => {
		const thread = await begin('idea');
		const pressed = crowd.flatMap((one) => [one, one, one]);
		await Promise.all(pressed.map((one) => voteIdea(place.as(one), { thread })));
		expect(await votes(thread)).toBe(50);
		await Promise.all(pressed.slice(0, 75).map((one) => unvoteIdea(place.as(one), { thread })));
		expect(await votes(thread)).toBe(25);
		expect(await facts(thread, 'idea.voted')).toBe(75);
	});

	it('is decided by the house, with a word that stands at the top; settled ideas take no votes', async () => {
		const thread = await begin('idea');
		await expect(decideIdea(place.as(asker), { thread, status: 'done' })).rejects.toMatchObject(
			refused('permission.denied'),
		);
		await decideIdea(place.as(editor), { thread, status: 'planned', text: '明年春天會做小瓶裝' });
		await voteIdea(place.as(other), { thread });
		const page = await readThread(place.as(), { thread });
		expect(page.thread.idea).toEqual({ status: 'planned', votes: 1 });
		expect(page.answer?.html).toContain('小瓶裝');
		await decideIdea(place.as(editor), { thread, status: 'done' });
		expect((await readThread(place.as(), { thread })).answer?.html).toContain('小瓶裝');
		await expect(voteIdea(place.as(asker), { thread })).rejects.toMatchObject(refused('idea.settled'));
		await expect(decideIdea(place.as(editor), { thread, status: 'later' as never })).rejects.toMatchObject({
			status: 422,
		});
	});

	it('refuses visitors, closed and hidden threads, and other kinds', async () => {
		const thread = await begin('idea');
		await expect(voteIdea(place.as(visitor), { thread })).rejects.toMatchObject(refused('session.required'));
		await closeThread(place.as(editor), { thread });
		await expect(voteIdea(place.as(other), { thread })).rejects.toMatchObject(refused('thread.closed'));
		const question = await begin('question', { title: '另外一個問題' }, crowd[1]);
		await expect(voteIdea(place.as(other), { thread: question })).rejects.toMatchObject(refused('thread.wrong-kind'));
		await expect(voteIdea(place.as(other), { thread: 999_999 })).rejects.toMatchObject(refused('thread.not-found'));
	});

	it('loses the votes of whoever leaves', async () => {
		const thread = await begin('idea');
		await voteIdea(place.as(other), { thread });
		await voteIdea(place.as(asker), { thread });
		const leave = command(z.object({}), (ctx) => communityPerson.forget(ctx, { id: other.member } as never));
		await leave(place.system(), {});
		expect(await votes(thread)).toBe(1);
	});
});

describe('a poll', () => {
	const poll = (more: object = {}) => ({ poll: { choices: ['黑豆', '黃豆', '小麥'], ...more } });
	const seen = (thread: number, member: number | null = null) => readPoll(place.site.sql, thread, member);
	const counts = async (thread: number, member: number) =>
		(await seen(thread, member))?.choices.map(({ votes }) => votes);

	it('counts exactly when fifty members vote at once and change their minds', async () => {
		const thread = await begin('poll', poll());
		await Promise.all(
			crowd.flatMap((one) => [1, 2].map((choice) => castBallot(place.as(one), { thread, choices: [choice] }))),
		);
		await Promise.all(crowd.map((one, number) => castBallot(place.as(one), { thread, choices: [1 + (number % 2)] })));
		expect(await counts(thread, crowd[0]?.member ?? 0)).toEqual([25, 25, 0]);
		expect((await seen(thread))?.voters).toBe(50);
		await castBallot(place.as(crowd[0]), { thread, choices: [] });
		expect((await seen(thread))?.voters).toBe(49);
	});

	it('lets members tick several where it says so, and nobody more', async () => {
		const thread = await begin('poll', poll({ most: 2 }));
		await castBallot(place.as(other), { thread, choices: [1, 3, 3] });
		expect(await counts(thread, other.member)).toEqual([1, 0, 1]);
		await expect(castBallot(place.as(other), { thread, choices: [1, 2, 3] })).rejects.toMatchObject(
			refused('poll.too-many'),
		);
		await expect(castBallot(place.as(other), { thread, choices: [9] })).rejects.toMatchObject(
			refused('poll.unknown-choice'),
		);
		await expect(castBallot(place.as(other), { thread, choices: [{}] as never })).rejects.toMatchObject({
			status: 422,
		});
		expect(await counts(thread, other.member)).toEqual([1, 0, 1]);
	});

	it('shows its counts to whom it promises them', async () => {
		const voted = await begin('poll', poll());
		await castBallot(place.as(other), { thread: voted, choices: [1] });
		expect(await counts(voted, other.member)).toEqual([1, 0, 0]);
		expect(await counts(voted, asker.member)).toEqual([null, null, null]);
		expect((await readThread(place.as(), { thread: voted })).poll?.choices[0]?.votes).toBeNull();
		const secret = await begin('poll', { ...poll({ results: 'closed' }), title: '結束才看得到' }, crowd[2]);
		await castBallot(place.as(other), { thread: secret, choices: [1] });
		expect(await counts(secret, other.member)).toEqual([null, null, null]);
		await endPoll(place.as(crowd[2]), { thread: secret });
		expect((await readThread(place.as(), { thread: secret })).poll?.choices[0]?.votes).toBe(1);
		const open = await begin('poll', { ...poll({ results: 'always' }), title: '隨時看得到' }, crowd[3]);
		expect((await readThread(place.as(), { thread: open })).poll?.choices[0]?.votes).toBe(0);
	});

	it('ends by the clock, and its page hears of it', async () => {
		const thread = await begin('poll', poll({ closes: new Date(place.clock.now().getTime() + 60_000) }));
		place.clock.advance(59_000);
		await castBallot(place.as(other), { thread, choices: [2] });
		place.clock.advance(1_000);
		await expect(castBallot(place.as(other), { thread, choices: [1] })).rejects.toMatchObject(refused('poll.closed'));
		await closePolls.run(place.system(), {});
		await closePolls.run(place.system(), {});
		expect(await facts(thread, 'poll.closed')).toBe(1);
		expect((await seen(thread))?.choices[1]?.votes).toBe(1);
		await expect(endPoll(place.as(other), { thread })).rejects.toMatchObject(refused('permission.denied'));
	});

	it.each([
		['no choices', {}, 'input.invalid'],
		['one choice', poll({ choices: ['一'] }), 'input.invalid'],
		['the same twice', poll({ choices: ['一', ' 一\u200b'] }), 'input.invalid'],
		['an empty one', poll({ choices: ['一', '\u200b'] }), 'input.invalid'],
		['twenty-one', poll({ choices: Array.from({ length: 21 }, (_, n) => `第 ${n}`) }), 'input.invalid'],
		['a long one', poll({ choices: ['一', '長'.repeat(201)] }), 'input.invalid'],
		['an end that is past', poll({ closes: new Date(0) }), 'poll.closes-past'],
	])('is refused with %s, and nothing is left', async (_name, more, code) => {
		const before = await place.site.sql`select id from community.thread`;
		await expect(begin('poll', more)).rejects.toMatchObject(refused(code));
		expect(await place.site.sql`select id from community.thread`).toHaveLength(before.length);
	});
});

describe('kinds', () => {
	it('keep announcements for those who work here', async () => {
		await expect(begin('announcement')).rejects.toMatchObject(refused('permission.denied'));
		const thread = await begin('announcement', {}, editor);
		await expect(answer(thread)).resolves.toBeTruthy();
		await expect(turnThread(place.as(asker), { thread, kind: 'discussion' })).rejects.toMatchObject(
			refused('permission.denied'),
		);
	});

	it('are turned by the author and by moderators; votes wait, the answer is forgotten', async () => {
		const thread = await begin('discussion');
		await turnThread(place.as(asker), { thread, kind: 'idea' });
		await voteIdea(place.as(other), { thread });
		await turnThread(place.as(editor), { thread, kind: 'question' });
		await turnThread(place.as(editor), { thread, kind: 'question' });
		await acceptAnswer(place.as(asker), { comment: await answer(thread) });
		await turnThread(place.as(editor), { thread, kind: 'idea' });
		expect(await findThread(place.as(), { id: thread })).toMatchObject({
			kind: 'idea',
			answer: null,
			idea: { votes: 1 },
		});
		await expect(turnThread(place.as(other), { thread, kind: 'question' })).rejects.toMatchObject(
			refused('permission.denied'),
		);
		await expect(turnThread(place.as(asker), { thread, kind: 'announcement' })).rejects.toMatchObject(
			refused('permission.denied'),
		);
		await expect(turnThread(place.as(editor), { thread, kind: 'poll' })).rejects.toMatchObject(
			refused('thread.wrong-kind'),
		);
		expect(await facts(thread, 'thread.changed')).toBe(3);
	});

	it('are offered by their category, the first one first', async () => {
		const questions = await sowCategory(place.system(), 'members', ['question', 'discussion']);
		const { id } = await startThread(place.as(asker), {
			category: questions.id,
			title: '沒說種類的',
			body: { text: '內容在這裡' },
		});
		expect((await findThread(place.as(), { id }))?.kind).toBe('question');
		await expect(begin('idea', { category: questions.id }, other)).rejects.toMatchObject(
			refused('thread.kind-not-offered'),
		);
	});

	it('narrow a list', async () => {
		const thread = await begin('idea');
		const ids = async (show: 'idea' | 'question') =>
			(await listThreads(place.as(), { category, show })).items.map(({ id }) => id);
		expect(await ids('idea')).toContain(thread);
		expect(await ids('question')).not.toContain(thread);
	});
});

it('gives members what is theirs of it: votes, ballots, answers chosen, what they follow and have read', async () => {
	const question = await begin('question');
	const said = await answer(question);
	await acceptAnswer(place.as(asker), { comment: said });
	const idea = await begin('idea', {}, other);
	await voteIdea(place.as(asker), { thread: idea });
	const poll = await begin('poll', { poll: { choices: ['薄鹽', '辣味'] } }, crowd[1]);
	for (const voter of [asker, other]) await castBallot(place.as(voter), { thread: poll, choices: [2] });
	await react(place.as(asker), { comment: said, sign: '👍', on: true });
	await followCategory(place.as(asker), { category, level: 'track' });
	const taken: Record<string, Record<string, unknown>[]> = {};
	for await (const { section, row } of communityPerson.collect(place.system(), { id: asker.member, email: null }))
		(taken[section] ??= []).push(row);
	expect(taken['votes']).toEqual([expect.objectContaining({ thread: '想問大家一件事' })]);
	expect(taken['ballots']).toEqual([expect.objectContaining({ choice: '辣味' })]);
	expect(taken['answers']).toEqual([expect.objectContaining({ comment: said })]);
	expect(taken['reactions']).toEqual([expect.objectContaining({ sign: '👍', comment: said })]);
	expect(taken['following']).toEqual([expect.objectContaining({ level: 'track' })]);
	expect(taken['threads']?.[0]).toMatchObject({ kind: 'question' });
});
