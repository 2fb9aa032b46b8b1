import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { visitor, type Actor } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { threadKinds } from '#community/kind.ts';
import * as community from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import * as membership from '#membership/server/index.ts';
import * as message from '#message/server/index.ts';
import * as moderation from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/**
 * Everybody × everything that can be done in a conversation × every state it can be in, tried on the commands themselves and
 * compared with `action-matrix.txt`, which is read and changed by people: a line is an action in a state, with what becomes of
 * it and for whom. Nothing of it stays: each try is taken back.
 */
const table = readFileSync(path.join(import.meta.dirname, 'action-matrix.txt'), 'utf8')
	.trimEnd()
	.split('\n');

let place: TestSite;
const people: Record<string, Actor> = { visitor };
/** Threads by kind and state; comments by state, all in an open question. */
const threads = new Map<string, number>();
const comments = new Map<string, number>();
let open: { id: number; slug: string };
let elsewhere: number;
/** A talk of the member's with somebody outside the table, what was written in it, and that it was handed over. */
let talk: number;
let written: number;
let report: number;
/** Groups by who gets in, calls and sees; the writer is in the second. */
const groups: Partial<Record<'open' | 'asking' | 'secret', number>> = {};

const threadStates = ['open', 'closed', 'hidden', 'withdrawn', 'for-others', 'quiet'] as const;
const commentStates = ['shown', 'hidden', 'deleted', 'held', 'nameless', 'foreign', 'for-others'] as const;

beforeAll(async () => {
	place = await testSite();
	const system = place.system();
	const sql = place.site.sql;
	const writer = await sowMember(system);
	for (const role of ['author', 'moderator', 'editor', 'analyst', 'owner'] as const)
		people[role] = await sowMember(system, role);
	Object.assign(people, { writer, member: await sowMember(system), blocked: await sowMember(system) });
	await membership.blockMember(place.as(writer), { member: idOf(people['blocked'] as Actor) });
	const silenced = await sowMember(system);
	await membership.silenceMember(system, {
		member: silenced.member,
		until: new Date(place.clock.now().getTime() + 9e7),
	} as never);
	people['silenced'] = silenced;
	// Whoever is shut out has no session and no token that holds: they come as a visitor.
	const shutOut = await sowMember(system);
	const { token } = await membership.createToken(system, {
		member: shutOut.member,
		name: 'mine',
		role: 'member',
		scopes: ['*'],
	} as never);
	await membership.suspendMember(system, { member: shutOut.member });
	people['suspended'] = (await membership.findActorByToken(place.as(), token)) ?? visitor;

	const kinds = [...threadKinds];
	open = await sowCategory(system, 'members', kinds);
	const shut = await community.createCategory(system, {
		slug: 'shut',
		name: '別人的',
		seenBy: 'some',
		anonymous: true,
		kinds,
	});
	const quiet = await community.createCategory(system, { slug: 'quiet', name: '聽的', answeredBy: 'some', kinds });
	elsewhere = (await sowCategory(system)).id;
	for (const state of threadStates)
		for (const kind of ['question', 'idea', 'poll', 'review'] as const) {
			const category = state === 'for-others' ? shut.id : state === 'quiet' ? quiet.id : open.id;
			const { id } = await community.startThread(system, {
				category,
				author: writer.member,
				kind,
				title: `${kind} ${state}`,
				body: { text: `這是一個${state}` },
				tags: state === 'open' ? ['料理'] : [],
				poll: kind === 'poll' ? { choices: ['甲', '乙'] } : null,
			});
			threads.set(`${kind} ${state}`, id);
			if (state === 'closed') await sql`update community.thread set closed = now() where id = ${id}`;
			if (state === 'hidden') await sql`update community.thread set hidden = now() where id = ${id}`;
			if (state === 'withdrawn') await sql`update community.thread set withdrawn = now() where id = ${id}`;
		}
	const home = threads.get('question open') as number;
	for (const state of commentStates) {
		const thread = state === 'for-others' ? (threads.get('question for-others') as number) : home;
		const { id } = await community.postComment(system, {
			thread,
			author: writer.member,
			body: { text: `說的是${state}` },
		});
		comments.set(state, id);
		if (state === 'hidden') await sql`update community.comment set hidden = now() where id = ${id}`;
		if (state === 'held') await sql`update community.comment set hidden = now(), held = now() where id = ${id}`;
		if (state === 'deleted') await sql`update community.comment set deleted = now() where id = ${id}`;
		if (state === 'nameless') await sql`update community.comment set nameless = now() where id = ${id}`;
		if (state === 'foreign')
			await sql`update community.comment set author = null, origin_network = 'practice', origin_id = 'x', origin_author = '小華' where id = ${id}`;
	}
	const stranger = await sowMember(system, 'member', 40);
	({ talk } = await message.beginTalk(place.as(stranger), { to: nameOf(people['member'] as Actor), text: '在嗎' }));
	({ message: written } = await message.sendMessage(place.as(stranger), { talk, text: '很難聽的話' }));
	await moderation.reportMessage(place.as(people['member'] as Actor), { message: written, reason: 'unkind' });
	[{ report }] = await sql<[{ report: number }]>`update moderation.report set opened = now() returning id as report`;
	for (const [handle, rules] of Object.entries({
		open: { joinedBy: 'anybody', calledBy: 'members', seenBy: 'everybody' },
		asking: { joinedBy: 'asking', calledBy: 'group', seenBy: 'members' },
		secret: { joinedBy: 'asking', calledBy: 'members', seenBy: 'group' },
	} as const))
		groups[handle as keyof typeof groups] = (
			await membership.keepGroup(system, { handle, name: `群組 ${handle}`, ...rules })
		).id;
	await membership.seatInGroup(system, { group: groups.asking as number, member: writer.member });
	place.clock.advance(600_000);
});
afterAll(() => place.close());

const nameOf = (actor: Actor): string => (actor.kind === 'member' ? actor.handle : '');
const idOf = (actor: Actor): number => (actor.kind === 'member' ? actor.member : 0);

type Act = (ctx: Ctx, id: number) => Promise<unknown>;
const words = { text: '我也想說兩句' };

/** What is done to a thread, and the kind of thread it is tried on. */
const onThreads: Record<string, [kind: 'question' | 'idea' | 'poll' | 'review', act: Act]> = {
	postComment: ['question', (ctx, thread) => community.postComment(ctx, { thread, body: words })],
	'postComment (with stars)': [
		'review',
		(ctx, thread) => community.postComment(ctx, { thread, body: words, stars: 2, disclosed: 'sample' }),
	],
	holdComment: ['question', (ctx, thread) => community.holdComment(ctx, { thread, text: words.text })],
	followThread: ['question', (ctx, thread) => community.followThread(ctx, { thread, level: 'watch' })],
	keepDraft: ['question', (ctx, thread) => community.keepDraft(ctx, { thread, text: '還沒' })],
	voteIdea: ['idea', (ctx, thread) => community.voteIdea(ctx, { thread })],
	unvoteIdea: ['idea', (ctx, thread) => community.unvoteIdea(ctx, { thread })],
	decideIdea: ['idea', (ctx, thread) => community.decideIdea(ctx, { thread, status: 'planned' })],
	castBallot: ['poll', (ctx, thread) => community.castBallot(ctx, { thread, choices: [1] })],
	endPoll: ['poll', (ctx, thread) => community.endPoll(ctx, { thread })],
	turnThread: ['question', (ctx, thread) => community.turnThread(ctx, { thread, kind: 'discussion' } as never)],
	tagThread: ['question', (ctx, thread) => community.tagThread(ctx, { thread, tags: ['醬油'] })],
	releaseAnswer: ['question', (ctx, thread) => community.releaseAnswer(ctx, { thread })],
	closeThread: ['question', (ctx, thread) => community.closeThread(ctx, { thread })],
	openThreadAgain: ['question', (ctx, thread) => community.openThreadAgain(ctx, { thread })],
	pinThread: ['question', (ctx, thread) => community.pinThread(ctx, { thread, where: 'category' })],
	moveThread: ['question', (ctx, thread) => community.moveThread(ctx, { thread, category: elsewhere })],
	limitThread: ['question', (ctx, thread) => community.limitThread(ctx, { thread, slowSeconds: 60 })],
	mergeThread: [
		'question',
		(ctx, thread) => community.mergeThread(ctx, { thread, into: threads.get('idea open') as number }),
	],
};

/** What is done to a comment. */
const onComments: Record<string, Act> = {
	answerIt: (ctx, parent) => community.postComment(ctx, { thread: threadOf(parent), parent, body: words }),
	react: (ctx, comment) => community.react(ctx, { comment, sign: '👍', on: true }),
	editComment: (ctx, id) => community.editComment(ctx, { id, body: { text: '改過的話' } }),
	deleteComment: (ctx, id) => community.deleteComment(ctx, { id }),
	hideComment: (ctx, id) => community.hideComment(ctx, { id }),
	showComment: (ctx, id) => community.showComment(ctx, { id }),
	withholdComment: (ctx, id) => community.withholdComment(ctx, { id }),
	shareComment: (ctx, id) => community.shareComment(ctx, { id, on: true }),
	forgetVersions: (ctx, id) => community.forgetVersions(ctx, { id }),
	acceptAnswer: (ctx, comment) => community.acceptAnswer(ctx, { comment }),
	bookmarkComment: (ctx, comment) => community.bookmarkComment(ctx, { comment }),
	blockForeign: (ctx, comment) => community.blockForeign(ctx, { comment }),
	removeBookmark: (ctx, comment) => community.removeBookmark(ctx, { comment }),
	markSeen: (ctx, comment) => community.markSeen(ctx, { thread: threadOf(comment), comment }),
	splitThread: (ctx, comment) =>
		community.splitThread(ctx, { thread: threadOf(comment), comments: [comment], title: '另外談談' }),
	flagComment: (ctx, comment) => moderation.flagComment(ctx, { comment, reason: 'spam' }),
	decideComment: (ctx, comment) => moderation.decideComment(ctx, { comment, verdict: 'hide', reason: 'spam' }),
	decideMany: (ctx, comment) => moderation.decideMany(ctx, { comments: [comment], verdict: 'keep' } as never),
	decideAllOf: (ctx, comment) => moderation.decideAllOf(ctx, { comment, verdict: 'hide', reason: 'spam' }),
	showAgain: (ctx, comment) => moderation.showAgain(ctx, { comment }),
};
const threadOf = (comment: number): number =>
	threads.get(comment === comments.get('for-others') ? 'question for-others' : 'question open') as number;

/** Says something that calls a group; `not called` where its name stays a word. */
async function callGroup(ctx: Ctx, handle: string): Promise<string> {
	const thread = threads.get('question open') as number;
	const { id } = await community.postComment(ctx, { thread, body: { text: `@${handle} 幫忙看一下` } });
	const { body } = await ctx.db
		.selectFrom('community.comment')
		.select('body')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return JSON.stringify(body).includes('/groups/') ? 'yes' : 'not called';
}

/** What is done to the house. */
const onHouse: Record<string, (ctx: Ctx) => Promise<unknown>> = {
	startThread: (ctx) => community.startThread(ctx, { category: open.id, title: '開個新的', body: words }),
	keepBegun: (ctx) => community.keepBegun(ctx, { title: '還沒想好', text: words.text }),
	holdBegun: (ctx) =>
		community.holdBegun(ctx, { category: open.id, title: '先寫再加入', text: words.text, address: '203.0.113.7' }),
	dropBegun: (ctx) => community.dropBegun(ctx, {}),
	followCategory: (ctx) => community.followCategory(ctx, { category: open.id, level: 'watch' }),
	followTag: (ctx) => community.followTag(ctx, { tag: '料理', level: 'watch' }),
	markAllSeen: (ctx) => community.markAllSeen(ctx, {}),
	createCategory: (ctx) => community.createCategory(ctx, { slug: 'new-one', name: '新的' }),
	renameThreadTag: (ctx) => community.renameThreadTag(ctx, { name: '黑豆', to: '豆' }),
	changeCategory: (ctx) => community.changeCategory(ctx, { category: open.id, slug: open.slug, name: '改名' }),
	removeCategory: (ctx) => community.removeCategory(ctx, { category: elsewhere }),
	chooseSigns: (ctx) => community.chooseSigns(ctx, { signs: ['👍'] }),
	chooseTagMakers: (ctx) => community.chooseTagMakers(ctx, { from: 2 }),
	choosePreviews: (ctx) => community.choosePreviews(ctx, { on: false }),
	openThread: (ctx) => community.openThread(ctx, { subject: 'article:77', title: '文章', path: '/articles/x' }),
	withdrawThread: (ctx) => community.withdrawThread(ctx, { subject: 'article:78' }),
	takeOverThreads: (ctx) =>
		community.takeOverThreads(ctx, { from: idOf(people['writer'] as Actor), to: nameOf(people['moderator'] as Actor) }),
	chooseWatched: (ctx) => moderation.chooseWatched(ctx, { words: '加賴' } as never),
	chooseRules: (ctx) => moderation.chooseRules(ctx, { holdFirst: 0 } as never),
	suspendPerson: (ctx) =>
		moderation.suspendPerson(ctx, { member: idOf(people['blocked'] as Actor), days: 7, reason: 'spam' }),
	beginTalk: (ctx) => message.beginTalk(ctx, { to: nameOf(people['author'] as Actor), text: '請問' }),
	sendMessage: (ctx) => message.sendMessage(ctx, { talk, text: '好的' }),
	takeBackMessage: (ctx) => message.takeBackMessage(ctx, { message: written }),
	seeTalk: (ctx) => message.seeTalk(ctx, { talk, upTo: written }),
	hushTalk: (ctx) => message.hushTalk(ctx, { talk, on: true }),
	leaveTalk: (ctx) => message.leaveTalk(ctx, { talk }),
	openDoor: (ctx) => message.openDoor(ctx, { open: false }),
	reportMessage: (ctx) => moderation.reportMessage(ctx, { message: written, reason: 'unkind' }),
	openReport: (ctx) => moderation.openReport(ctx, { report }),
	decideReport: (ctx) => moderation.decideReport(ctx, { report, verdict: 'warn', reason: 'unkind' }),
	unblockForeign: (ctx) => community.unblockForeign(ctx, { block: 1 }),
	keepGroup: (ctx) => membership.keepGroup(ctx, { handle: 'newcomers', name: '新朋友' }),
	changeGroup: (ctx) => membership.keepGroup(ctx, { id: groups.open as number, handle: 'open', name: '改名' }),
	removeGroup: (ctx) => membership.removeGroup(ctx, { id: groups.open as number }),
	'joinGroup (open)': (ctx) => membership.joinGroup(ctx, { group: groups.open as number }),
	'joinGroup (asking)': (ctx) => membership.joinGroup(ctx, { group: groups.asking as number }),
	'joinGroup (secret)': (ctx) => membership.joinGroup(ctx, { group: groups.secret as number }),
	leaveGroup: (ctx) => membership.leaveGroup(ctx, { group: groups.open as number }),
	hushGroup: (ctx) => membership.hushGroup(ctx, { group: groups.open as number, on: true }),
	seatInGroup: (ctx) =>
		membership.seatInGroup(ctx, { group: groups.open as number, handle: nameOf(people['author'] as Actor) }),
	unseatFromGroup: (ctx) =>
		membership.unseatFromGroup(ctx, { group: groups.open as number, member: idOf(people['author'] as Actor) }),
	'callGroup (open)': (ctx) => callGroup(ctx, 'open'),
	'callGroup (asking)': (ctx) => callGroup(ctx, 'asking'),
	'callGroup (secret)': (ctx) => callGroup(ctx, 'secret'),
	restorePerson: (ctx) => moderation.restorePerson(ctx, { member: idOf(people['blocked'] as Actor) }),
	reportProfile: (ctx) =>
		moderation.reportProfile(ctx, { member: idOf(people['writer'] as Actor), reason: 'spam', words: '' }),
	hearAgain: (ctx) => moderation.hearAgain(ctx, { member: idOf(people['silenced'] as Actor) }),
};

/** What is not done by people, or only with a key that was given to them: no place in the table. */
const apart =
	/^(import[A-Z]\w*|postForeignComment|changeForeignComment|renameForeign|unnameForeign|noteHighlightTold|beModest|releaseHeld|undoDecision|undoMany|makeAppeal|flagFromElsewhere|answerAppeal|forgetWatched|judgeSaid|noteVisit|forgetLeftTalks|forgetForeignBlocks|reviewProfile|messagePerson)$/;
/** Queries, jobs and pieces of queries. */
const asks =
	/^(list|read|find|count|open(Category|Talk)$|waitingTalks|access|most|heardFromAway|isProfileWaiting|starsSaid|tryWatched|copyAround|searchMessages)/;

class Back extends Error {}
const tryOut = command(z.any(), async (ctx, act: (ctx: Ctx) => Promise<unknown>) => {
	throw Object.assign(new Back(), {
		outcome: await act(ctx).then(
			(done) => (typeof done === 'string' ? done : 'yes'),
			(problem: unknown) => {
				if (problem instanceof Problem) return problem.code;
				throw problem;
			},
		),
	});
});

/** What becomes of it, and for whom. */
async function outcomesOf(act: (ctx: Ctx) => Promise<unknown>): Promise<string> {
	const outcomes = new Map<string, string[]>();
	for (const [who, actor] of Object.entries(people)) {
		const outcome = await tryOut(place.as(actor), act).catch((back: Error & { outcome?: string }) => {
			if (back instanceof Back) return back.outcome ?? '';
			throw back;
		});
		outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), who]);
	}
	const told = [...outcomes].sort(
		([one], [other]) => Number(other === 'yes') - Number(one === 'yes') || (one < other ? -1 : 1),
	);
	return told.map(([outcome, who]) => `${outcome} → ${who.join(' ')}`).join(' · ');
}

/** The lines of an action: states in which the same becomes of it stand together. */
async function linesOf(
	name: string,
	states: readonly string[],
	act: (state: string) => (ctx: Ctx) => Promise<unknown>,
) {
	const lines = new Map<string, string[]>();
	for (const state of states) {
		const told = await outcomesOf(act(state));
		lines.set(told, [...(lines.get(told) ?? []), state]);
	}
	return [...lines].map(([told, same]) => `${name}${same[0] ? ` (${same.join(', ')})` : ''}: ${told}`);
}

it('does for everybody what the table says', async () => {
	const lines: string[] = [];
	for (const [name, [kind, act]] of Object.entries(onThreads))
		lines.push(
			...(await linesOf(name, threadStates, (state) => (ctx) => act(ctx, threads.get(`${kind} ${state}`) as number))),
		);
	for (const [name, act] of Object.entries(onComments))
		lines.push(...(await linesOf(name, commentStates, (state) => (ctx) => act(ctx, comments.get(state) as number))));
	for (const [name, act] of Object.entries(onHouse)) lines.push(...(await linesOf(name, [''], () => act)));
	expect(lines).toEqual(table);
}, 120_000);

it('has everything that can be done', () => {
	const doors = [...Object.entries(community), ...Object.entries(moderation), ...Object.entries(message)];
	const commands = doors
		.filter(([name, value]) => typeof value === 'function' && !asks.test(name) && !apart.test(name))
		.map(([name]) => name);
	const known = new Set([...Object.keys(onThreads), ...Object.keys(onComments), ...Object.keys(onHouse)]);
	expect(commands.filter((name) => !known.has(name))).toEqual([]);
});
