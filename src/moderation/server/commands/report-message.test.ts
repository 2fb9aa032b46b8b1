import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { sowMember } from '#community/server/sow.ts';
import { beginTalk, leaveTalk, sendMessage, takeBackMessage } from '#message/server/index.ts';
import {
	countQueue,
	decideReport,
	forgetCopies,
	listLog,
	listOwnReports,
	listReports,
	openReport,
	reportMessage,
} from '#moderation/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let mei: Member;
let wei: Member;
let moderator: Member;
let talk: number;
let bad: number;
beforeAll(async () => {
	place = await testSite();
	[mei, wei] = [await sowMember(place.system(), 'member', 40), await sowMember(place.system(), 'member', 40)];
	moderator = await sowMember(place.system(), 'moderator');
	({ talk } = await beginTalk(place.as(wei), { to: mei.handle, text: '最早的話' }));
	await sendMessage(place.as(mei), { talk, text: '嗯' });
	for (const text of ['一', '二', '三', '四', '五']) await sendMessage(place.as(wei), { talk, text });
	({ message: bad } = await sendMessage(place.as(wei), { talk, text: '很難聽的話' }));
	for (const text of ['別這樣', '住手', '夠了', '不該看到']) await sendMessage(place.as(mei), { talk, text });
});
afterAll(() => place.close());

const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'done',
		(problem: unknown) => (problem instanceof Problem ? problem.code : Promise.reject(problem)),
	);
const report = (who: Member, message = bad) => reportMessage(place.as(who), { message, reason: 'unkind' });
const reports = () => listReports(place.as(moderator), {});
const facts = (name: string) =>
	place.site.sql<{ actor: number | null; about: string; data: object }[]>`
		select actor, about, data from platform.event where name = ${name} order by id`;

it('shows moderators a copy of one message and a little around it, once they looked, which is written down and told', async () => {
	expect(await codeOf(report(moderator))).toBe('message.not-found');
	expect(await codeOf(report(wei))).toBe('permission.denied');
	expect(await codeOf(reportMessage(place.as(mei), { message: bad, reason: 'other' }))).toBe('input.invalid');
	await report(mei);
	await report(mei);
	expect(await countQueue(place.as(moderator), {})).toBe(1);
	expect(await codeOf(listReports(place.as(mei), {}))).toBe('permission.denied');
	const [waiting] = await reports();
	const id = waiting?.id as number;
	expect(waiting).toMatchObject({ name: mei.name, opened: null, copy: null });
	expect(await facts('message.reported')).toEqual([{ actor: null, about: `report:${id}`, data: { report: id } }]);
	expect(await codeOf(decideReport(place.as(moderator), { report: id, verdict: 'keep' }))).toBe('report.unopened');
	expect(await codeOf(openReport(place.as(mei), { report: id }))).toBe('permission.denied');
	expect(await listOwnReports(place.as(mei), { messages: [bad] })).toEqual({ [bad]: 'waiting' });

	// What was handed over stays, whatever whoever wrote it does.
	await takeBackMessage(place.as(wei), { message: bad });
	await leaveTalk(place.as(wei), { talk });
	await openReport(place.as(moderator), { report: id });
	await openReport(place.as(moderator), { report: id });
	expect(await facts('report.opened')).toMatchObject([{ actor: moderator.member }, { actor: moderator.member }]);
	const copy = (await reports())[0]?.copy?.map(({ text, reported }) => (reported ? `*${text}` : text));
	expect(copy).toEqual(['一', '二', '三', '四', '五', '*很難聽的話', '別這樣', '住手', '夠了']);
	expect(await listOwnReports(place.as(mei), { messages: [bad] })).toEqual({ [bad]: 'seen' });
	expect(await listOwnReports(place.as(wei), { messages: [bad] })).toEqual({});
});

it('ends with a measure that is told to whoever wrote it, and published without names', async () => {
	const id = (await reports())[0]?.id as number;
	const decide = (more: object) =>
		codeOf(decideReport(place.as(moderator), { report: id, verdict: 'silence', ...more }));
	expect(await decide({})).toBe('input.invalid');
	expect(await decide({ reason: 'unkind' })).toBe('done');
	expect(await decide({ reason: 'unkind' })).toBe('done');
	expect(await decide({ verdict: 'keep' })).toBe('decision.meanwhile');
	place.clock.advance(60_000);
	expect(await codeOf(beginTalk(place.as(wei), { to: moderator.handle, text: '為什麼' }))).toBe('member.silenced');
	expect((await listLog(place.as(mei), {})).items).toMatchObject([
		{ verdict: 'silence', reason: 'unkind', thread: null },
	]);
	expect(await reports()).toEqual([]);
	const copies = () => place.site.sql`select from moderation.report where copy is not null`;
	place.clock.advance(89 * 86_400_000);
	await forgetCopies.run(place.system(), {});
	expect(await copies()).toHaveLength(1);
	place.clock.advance(2 * 86_400_000);
	await forgetCopies.run(place.system(), {});
	expect(await copies()).toHaveLength(0);
});

it('is not decided by whoever wrote it', async () => {
	const { message } = await beginTalk(place.as(moderator), { to: mei.handle, text: '我是版主' });
	await report(mei, message);
	const [own] = await reports();
	expect(own?.may.decide).toBe(false);
	expect(await codeOf(openReport(place.as(moderator), { report: own?.id as number }))).toBe('permission.denied');
});
