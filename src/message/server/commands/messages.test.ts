import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { system, visitor, type Actor } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { sowMember } from '#community/server/sow.ts';
import { blockMember, eraseMember } from '#membership/server/index.ts';
import {
	beginTalk,
	copyAround,
	waitingTalks,
	findMessage,
	hushTalk,
	leaveTalk,
	listTalkHearing,
	listTalks,
	messagePerson,
	openDoor,
	readTalk,
	searchMessages,
	seeTalk,
	sendMessage,
	takeBackMessage,
} from '#message/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { countAsSql } from '#testing/count-as-sql.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let place: TestSite;
let mei: Member;
let wei: Member;
let third: Member;
let owner: Member;
let moderator: Member;
beforeAll(async () => {
	place = await testSite();
	owner = await sowMember(place.system(), 'owner');
	moderator = await sowMember(place.system(), 'moderator');
});
beforeEach(async () => {
	place.clock.advance(86_400_000);
	[mei, wei, third] = await Promise.all([sow(), sow(), sow()]);
});
afterAll(() => place.close());

const sow = (days = 40) => sowMember(place.system(), 'member', days);
const write = (from: Member, to: Member | string, text = '你好，想問醬油', more: object = {}) =>
	beginTalk(place.as(from), { to: typeof to === 'string' ? to : to.handle, text, ...more });
const say = (from: Actor, talk: number, text: string) => sendMessage(place.as(from), { talk, text });
const waiting = (who: Member) => countAsSql(place.site.sql, waitingTalks(String(who.member)));
const words = async (who: Member, talk: number) =>
	(await readTalk(place.as(who), { talk })).messages.map(({ html }) => html.replace(/<[^>]+>/g, ''));
const trust = (who: Member, level: number) =>
	place.site.sql`insert into community.trust (member, level, weighed) values (${who.member}, ${level}, now())`;
const codeOf = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'done',
		(problem: unknown) => {
			if (problem instanceof Problem)
				return problem.code === 'input.invalid'
					? (problem.details['fields'] as { path: string; key: string }[])
							.map(({ path, key }) => `${path}: ${key}`)
							.join()
					: problem.code;
			throw problem;
		},
	);

it('goes to the one it is for, is counted until it was seen, and two have one talk', async () => {
	const { talk, message } = await write(mei, wei, '第一句\n<b>粗</b> https://example.org/x');
	expect([await waiting(wei), await waiting(mei)]).toEqual([1, 0]);
	const [listed] = (await listTalks(place.as(wei), {})).items;
	expect(listed).toMatchObject({ id: talk, unread: true, people: 2, partners: [{ handle: mei.handle }] });
	const { messages } = await readTalk(place.as(wei), { talk });
	expect(messages[0]?.html).toContain('&lt;b&gt;');
	expect(messages[0]?.html).toContain('rel="ugc nofollow');
	await seeTalk(place.as(wei), { talk, upTo: message });
	expect(await waiting(wei)).toBe(0);
	expect(await write(wei, mei, '收到')).toMatchObject({ talk });
	expect(await words(mei, talk)).toEqual([expect.stringContaining('第一句'), '收到']);
	await hushTalk(place.as(mei), { talk, on: true });
	expect(await waiting(mei)).toBe(0);
	expect(await searchMessages(place.as(wei), { words: '收到' })).toMatchObject([{ talk }]);
	expect(await searchMessages(place.as(wei), { words: '%' })).toEqual([]);
});

it('is read by nobody else: not by the owner, not by whoever keeps the peace, by no way in', async () => {
	const { talk, message } = await write(mei, wei, '只給你看的話');
	const programs: Member = { ...mei, scopes: ['*'] };
	for (const who of [third, moderator, owner, visitor, system]) {
		const ctx = place.as(who);
		expect(await codeOf(readTalk(ctx, { talk }))).toBe('message.not-found');
		expect(await codeOf(findMessage(ctx, { talk, message }))).toBe('message.not-found');
		expect(await codeOf(copyAround(ctx, message))).toBe('message.not-found');
		expect(await codeOf(takeBackMessage(ctx, { message }))).toBe('message.not-found');
		expect(await codeOf(seeTalk(ctx, { talk, upTo: message }))).toBe('message.not-found');
		expect(await codeOf(say(who, talk, '我也要說'))).toMatch(
			/^(message.not-found|session.required|permission.denied)$/,
		);
	}
	for (const who of [third, moderator, owner]) {
		expect((await listTalks(place.as(who), {})).items).toEqual([]);
		expect(await searchMessages(place.as(who), { words: '只給你看' })).toEqual([]);
	}
	expect(await codeOf(readTalk(place.as(programs), { talk }))).toBe('permission.denied');
	expect(await codeOf(listTalks(place.as(programs), {}))).toBe('permission.denied');
	const everybody = [mei, wei, third, moderator, owner].map(({ member }) => member);
	expect(await listTalkHearing(place.site.sql, talk, everybody)).toEqual(new Set([mei.member, wei.member]));
	// What happened says neither who nor what.
	const facts = await place.site.sql<{ actor: number | null; about: string; data: object }[]>`
		select actor, about, data from platform.event where name = 'message.sent' and about = ${`talk:${talk}`}`;
	expect(facts).toEqual([{ actor: null, about: `talk:${talk}`, data: { talk, message } }]);
	expect(await place.site.sql`select from search.entry where text like '%只給你看%'`.catch(() => [])).toHaveLength(0);
});

it('does not tell whoever is blocked, has been shut out or left which of them it is', async () => {
	const { talk } = await write(mei, wei);
	await write(wei, mei, '你也好');
	await blockMember(place.as(wei), { member: mei.member });
	expect(await codeOf(say(mei, talk, '還在嗎'))).toBe('message.shut');
	expect(await codeOf(write(mei, wei, '還在嗎'))).toBe('message.shut');
	expect(await codeOf(write(mei, `${wei.handle} ${third.handle}`))).toBe('message.shut');
	expect(await codeOf(say(wei, talk, '我先說'))).toBe('message.you-block');
	// Among several, whoever blocks does not hear them and is told of nothing.
	const { talk: several } = await write(third, `@${mei.handle}、@${wei.handle}`, '一起聊', { title: '三個人' });
	await seeTalk(place.as(wei), { talk: several, upTo: 1_000_000 });
	await say(mei, several, '我在這裡');
	expect(await waiting(wei)).toBe(0);
	expect(await words(wei, several)).toEqual(['一起聊', '']);
	expect(await searchMessages(place.as(wei), { words: '我在這裡' })).toEqual([]);

	await openDoor(place.as(third), { open: false });
	expect(await codeOf(write(mei, third))).toBe('message.shut');
	const { talk: other } = await write(wei, await sow());
	await leaveTalk(place.as(wei), { talk: other });
	expect(await codeOf(readTalk(place.as(wei), { talk: other }))).toBe('message.not-found');
});

it('reaches everybody from those who work here, and them from everybody', async () => {
	await openDoor(place.as(mei), { open: false });
	const { talk } = await write(moderator, mei, '你的包裹退回來了');
	expect(await waiting(mei)).toBe(1);
	await leaveTalk(place.as(mei), { talk });
	expect(await write(moderator, mei, '請再給我們地址')).toMatchObject({ talk });
	expect(await words(mei, talk)).toHaveLength(2);
	const newcomer = await sow(0);
	expect(await codeOf(write(newcomer, moderator, '請問怎麼用'))).toBe('done');
	expect(await codeOf(write(newcomer, mei))).toBe('message.shut');
});

it('holds up newcomers, who may answer', async () => {
	const newcomer = await sow(0);
	expect(await codeOf(write(newcomer, mei))).toBe('message.not-yet');
	const { talk } = await write(mei, newcomer, '歡迎！');
	for (let count = 0; count < 10; count++) {
		expect(await codeOf(say(newcomer, talk, `謝謝 ${count}`))).toBe('done');
		if (count < 9) expect(await codeOf(say(newcomer, talk, '太快'))).toBe('message.too-fast');
		place.clock.advance(31_000);
	}
	expect(await codeOf(say(newcomer, talk, '太多'))).toBe('message.too-many');
	expect(
		await codeOf(say(mei, talk, 'https://a.tw https://b.tw https://c.tw https://d.tw https://e.tw https://f.tw')),
	).toBe('message.too-many-links');
});

it('is no way to write to everybody', async () => {
	const people: Member[] = [];
	for (let count = 0; count < 12; count++) people.push(await sow());
	const [one, ...others] = people as [Member, ...Member[]];
	// Before the other answers, three are enough.
	const { talk } = await write(mei, one, '一');
	for (const text of ['二', '三', '四'])
		expect(await codeOf(say(mei, talk, text))).toBe(text === '四' ? 'message.unanswered' : 'done');
	await say(one, talk, '嗨');
	expect(await codeOf(say(mei, talk, '四'))).toBe('done');
	// The same words to many, and many at once.
	const outcomes: string[] = [];
	for (const person of others.slice(0, 4)) {
		place.clock.advance(16_000);
		outcomes.push(await codeOf(write(mei, person, '便宜賣')));
	}
	expect(outcomes).toEqual(['done', 'done', 'done', 'message.same-words']);
	place.clock.advance(60_000);
	const many = await Promise.all(others.map((person, index) => codeOf(write(wei, person, `第 ${index} 封`))));
	expect(many.filter((code) => code === 'done')).toHaveLength(1);
	expect(
		await codeOf(
			write(
				third,
				others
					.slice(0, 6)
					.map(({ handle }) => handle)
					.join(' '),
			),
		),
	).toBe('message.too-many-people');
	for (let count = 0; count < 10; count++) {
		place.clock.advance(16_000);
		await write(third, people[count] as Member, `第 ${count} 封`);
	}
	place.clock.advance(16_000);
	expect(await codeOf(write(third, people[11] as Member, '第十一封'))).toBe('message.too-many-strangers');
	await trust(third, 2);
	expect(await codeOf(write(third, people[11] as Member, '第十一封'))).toBe('done');
});

it('refuses what cannot be sent, and takes what is sent twice once', async () => {
	expect(await codeOf(write(mei, 'nobody-here'))).toBe('to: no-member');
	expect(await codeOf(write(mei, mei))).toBe('to: yourself');
	expect(await codeOf(write(mei, ' , '))).toBe('to: missing');
	expect(await codeOf(write(mei, wei, ' \u200b\n'))).toBe('text: missing');
	expect(await codeOf(write(mei, wei, '長'.repeat(4_001)))).toBe('text: too-long');
	expect(await codeOf(say(mei, 'x' as never, '你好'))).toMatch(/^talk: /);
	expect(await codeOf(beginTalk(place.as(), { to: mei.handle, text: '你好' }))).toBe('session.required');
	await place.site
		.sql`update membership.member set silenced_until = ${new Date(place.clock.now().getTime() + 1e6)} where id = ${third.member}`;
	expect(await codeOf(write(third, wei))).toBe('member.silenced');
	const [one, two] = await Promise.all([write(mei, wei, '一樣的話'), write(mei, wei, '一樣的話')]);
	expect(two).toEqual(one);
	expect(await words(wei, one.talk)).toHaveLength(1);
});

it('takes back one’s own words for good', async () => {
	const { talk, message } = await write(mei, wei, '寄到民生路 1 號');
	expect(await codeOf(takeBackMessage(place.as(wei), { message }))).toBe('permission.denied');
	await takeBackMessage(place.as(mei), { message });
	expect((await readTalk(place.as(wei), { talk })).messages).toMatchObject([{ takenBack: true, html: '' }]);
	expect(await searchMessages(place.as(wei), { words: '民生路' })).toEqual([]);
	expect((await findMessage(place.as(mei), { talk, message })).may.takeBack).toBe(false);
});

it('leaves what somebody wrote to those who got it, without a name, when they go; and gives them a copy', async () => {
	const { talk } = await write(mei, wei, '我要走了');
	const copy = [];
	for await (const piece of messagePerson.collect(place.system(), { id: mei.member, email: null })) copy.push(piece);
	expect(copy).toMatchObject([
		{ section: 'messages', row: { text: '我要走了' } },
		{ section: 'talks', row: { talk } },
	]);
	await eraseMember(place.as(owner), { member: mei.member } as never);
	const left = await readTalk(place.as(wei), { talk });
	expect(left).toMatchObject({ shut: 'alone', partners: [], messages: [{ author: null }] });
	expect(await words(wei, talk)).toEqual(['我要走了']);
	expect(await codeOf(say(wei, talk, '再見'))).toBe('message.alone');
});
