import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	createCategory,
	followThread,
	hideComment,
	markAllSeen,
	noteVisit,
	postComment,
	startThread,
} from '#community/server/index.ts';
import { beginTalk } from '#message/server/index.ts';
import { createMember, suspendMember } from '#membership/server/index.ts';
import {
	changePreferences,
	keepGreeting,
	keepMissives,
	notificationPerson,
	orderMissives,
	readGreetings,
	readPreferences,
	resetGreeting,
	unsubscribe,
} from '#notification/server/index.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { takeMissives } from '#notification/server/missive/take-missives.ts';
import { readMail } from '#notification/server/testing/read-mail.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
const day = 86_400_000;
let peer: SmtpPeer;
let place: TestSite;
let [owner, mei, reader] = [] as unknown as [Member, Member, Member];
let category: number;
let number = 0;
const addressOf = new Map<number, string>();

async function sow(name: string, more: object = {}): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 40 * day);
	const email = `r${++number}@example.com`;
	const { id, handle } = await createMember(place.system(), { name, email, joined, ...more });
	addressOf.set(id, email);
	return { kind: 'member', member: id, name, handle, role: 'member', ...more } as Member;
}
const agree = (who: Member) =>
	place.site
		.sql`insert into membership.preference (member, mail) values (${who.member}, now()) on conflict (member) do update set mail = now()`;
const mailsTo = (who: Member) =>
	peer.taken.filter(({ to }) => to === addressOf.get(who.member)).map(({ raw }) => readMail(raw));
async function start(
	by: Member,
	title: string,
	text: string,
	kind: 'discussion' | 'question' = 'discussion',
): Promise<number> {
	place.clock.advance(61_000);
	const { id } = await startThread(place.as(by), { category, kind, title, body: { text } });
	await place.runJobs();
	return id;
}
async function say(by: Member, thread: number, text: string): Promise<number> {
	place.clock.advance(61_000);
	const { id } = await postComment(place.as(by), { thread, body: { text } });
	await place.runJobs();
	return id;
}
/** What the house does when its hour strikes. */
async function strike(): Promise<void> {
	await orderMissives.run(place.system(), {});
	await keepMissives.run(place.system(), {});
}
const outcomes = async (who: Member): Promise<string[]> =>
	(
		await place.site.sql<{ outcome: string }[]>`
			select matter || ' ' || case when sent is not null then 'sent' when unconfirmed is not null then 'unconfirmed'
				when failed is not null then 'failed' when skipped is not null then reason else 'waits' end as outcome
			from notification.missive where member = ${who.member} order by id`
	).map(({ outcome }) => outcome);

beforeAll(async () => {
	peer = await smtpPeer();
	place = await testSite({ SMTP_URL: peer.url });
	owner = await sow('店長', { role: 'owner' });
});
beforeEach(async () => {
	// A Wednesday at ten in the morning in Taipei, weeks after whatever was before.
	const now = place.clock.now().getTime();
	const next = now + 63 * day;
	place.clock.advance(next - (next % (7 * day)) + 6 * day + 2 * 3_600_000 - now);
	peer.taken.length = 0;
	await place.site.sql`truncate notification.missive, notification.cadence`;
	await place.site.sql`update membership.preference set mail = null`;
	[mei, reader] = [await sow('小美'), await sow('阿明')];
	category = (await createCategory(place.system(), { slug: `kitchen-${++number}`, name: '廚房' })).id;
});
afterAll(async () => {
	await place.close();
	await peer.close();
});

it('tells once a week what was new in what a member follows and beside it, in both parts, with one click out of it', async () => {
	await agree(reader);
	const old = await start(reader, '我的醃梅子', '第一次做');
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	place.clock.advance(8 * day);
	await say(mei, old, '要曬三天 <b>太陽</b>');
	await start(mei, '醬油怎麼選', '想買一瓶好的');
	await start(mei, '瓶口發霉還能用嗎？', '昨天才開', 'question');
	await strike();
	expect(mailsTo(reader)).toHaveLength(1);
	const [mail] = mailsTo(reader);
	expect(mail?.subject).toBe('我的醃梅子，還有 2 件新鮮事');
	for (const part of [mail?.text ?? '', mail?.html ?? ''])
		for (const told of [
			'你追蹤的討論',
			'1 則新留言，最新的是 小美',
			'大家在聊',
			'醬油怎麼選',
			'你也許答得出來',
			'瓶口發霉還能用嗎？',
			'/newsletter/out/',
		])
			expect(part).toContain(told);
	expect(mail?.html).toContain('&lt;b&gt;太陽');
	expect(mail?.html).toContain('prefers-color-scheme: dark');
	expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
	// Not again before a week is over, whatever happens.
	await start(mei, '還有一件事', '說說看');
	place.clock.advance(2 * day);
	await strike();
	expect(mailsTo(reader)).toHaveLength(1);
	await place.site.sql`update membership.member set locale = 'en' where id = ${reader.member}`;
	place.clock.advance(6 * day);
	await strike();
	expect(mailsTo(reader)[1]?.subject).toBe('還有一件事');
	expect(mailsTo(reader)[1]?.text).toContain('What people talk about');
	const key = /newsletter\/out\/(\w+)>/.exec(mailsTo(reader)[1]?.header('List-Unsubscribe') ?? '')?.[1] ?? '';
	await unsubscribe(place.as(), { key, place: 'one-click' });
	expect((await readPreferences(place.as(reader), {})).told?.digest).toBe('never');
	await start(mei, '再說一件事', '說說看');
	place.clock.advance(8 * day);
	await strike();
	expect(mailsTo(reader)).toHaveLength(2);
});

it('says who wrote a private message that waits, not what, where mails about messages are wanted', async () => {
	await agree(reader);
	await beginTalk(place.as(mei), { to: reader.handle, text: '只給你看的' });
	await place.runJobs();
	await strike();
	const [mail] = mailsTo(reader);
	expect(mail?.subject).toBe('小美傳了一則訊息給你');
	expect(mail?.text).toContain('等你看的訊息');
	expect(`${mail?.text}${mail?.html}`).not.toContain('只給你看的');
});

it('sends nothing when nothing is new, to whoever did not agree, and to whoever was just here', async () => {
	await agree(reader);
	await strike();
	expect(await outcomes(reader)).toEqual(['digest nothing']);
	await strike();
	expect(await outcomes(reader)).toHaveLength(1);
	await start(mei, '新鮮事一件', '說說看');
	place.clock.advance(day);
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	await strike();
	expect([mailsTo(reader).length, mailsTo(mei).length]).toEqual([0, 0]);
	// Whoever chose it has agreed to it.
	expect((await readPreferences(place.as(mei), {})).told).toMatchObject({ digest: 'never', summary: null });
	const told = { wishes: {}, quiet: false, from: '', until: '', timeZone: 'Asia/Taipei', refused: false };
	await changePreferences(place.as(mei), { topics: [], told: { ...told, digest: 'day' } });
	await start(reader, '給小美的', '說說看');
	place.clock.advance(1.1 * day);
	await strike();
	expect(mailsTo(mei)[0]?.subject).toContain('給小美的');
});

it.each<[string, (comment: number, thread: number) => Promise<unknown>]>([
	['hidden', (id) => hideComment(place.as(owner), { id })],
	[
		'in a thread that was hidden',
		(_, thread) => place.site.sql`update community.thread set hidden = now() where id = ${thread}`,
	],
	[
		'in a category that was closed to them meanwhile',
		() =>
			place.site
				.sql`update community.category set seen_by = 'some' where id = (select category from community.thread order by id desc limit 1)`,
	],
	['in a muted thread', (_, thread) => followThread(place.as(reader), { thread, level: 'mute' })],
	[
		'by somebody who is blocked',
		() =>
			place.site
				.sql`insert into membership.block (member, blocked, since) values (${reader.member}, ${mei.member}, now())`,
	],
	['for a suspended member', () => suspendMember(place.as(owner), { member: reader.member })],
	[
		'for somebody who refused all marketing',
		() => place.site.sql`update membership.preference set refused = now() where member = ${reader.member}`,
	],
	[
		'for an address that bounced',
		() =>
			place.site
				.sql`insert into notification.suppression (email, reason, since) values (${addressOf.get(reader.member) ?? ''}, 'bounce', now())`,
	],
])('says nothing of what is, at the moment of sending, %s', async (_, happen) => {
	await agree(reader);
	const thread = await start(reader, '我的醃梅子', '第一次做');
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	place.clock.advance(8 * day);
	const comment = await say(mei, thread, '要曬三天');
	await orderMissives.run(place.system(), {});
	await happen(comment, thread);
	await keepMissives.run(place.system(), {});
	expect(mailsTo(reader)).toEqual([]);
	expect(await outcomes(reader)).toEqual([expect.stringMatching(/^digest (?!sent|waits)/)]);
});

it('never sends a letter twice when a process dies, and hears of one that came back', async () => {
	await agree(reader);
	await start(mei, '新鮮事一件', '說說看');
	await orderMissives.run(place.system(), {});
	expect((await takeMissives(place.system(), { most: 3 })).taken).toHaveLength(1);
	place.clock.advance(11 * 60_000);
	await strike();
	expect(await outcomes(reader)).toEqual(['digest unconfirmed']);
	expect(mailsTo(reader)).toEqual([]);
	await start(mei, '下一件新鮮事', '說說看');
	place.clock.advance(8 * day);
	await strike();
	const messageId = mailsTo(reader)[0]?.header('Message-ID') ?? '';
	const report = { door: 'report', call: 'x1', kind: 'complaint' as const, email: null, lasting: true, said: '' };
	expect(await noteReport(place.as(), { ...report, messageId: messageId.replace('.', '.9') })).toBe('unknown');
	expect(await noteReport(place.as(), { ...report, call: 'x2', messageId })).toBe('noted');
	const [row] = await place.site
		.sql`select reason from notification.suppression where email = ${addressOf.get(reader.member) ?? ''}`;
	expect(row).toEqual({ reason: 'complaint' });
});

it('says the stars of a review that it quotes', async () => {
	await agree(reader);
	const { id: room } = await createCategory(place.system(), {
		slug: `told-${++number}`,
		name: '評價',
		kinds: ['review'],
	});
	const asked = { category: room, kind: 'review' as const, title: '大家怎麼看新瓶蓋', body: { text: '請直說' } };
	const { id: thread } = await startThread(place.as(owner), asked);
	await place.runJobs();
	await followThread(place.as(reader), { thread, level: 'watch' });
	await markAllSeen(place.as(reader), {});
	await noteVisit(place.site.sql, reader.member, place.clock.now());
	place.clock.advance(8 * day);
	const said = { thread, body: { text: '瓶口漏了一圈' }, stars: 1, disclosed: 'nothing' as const };
	await postComment(place.as(mei), said);
	await place.runJobs();
	await strike();
	const [mail] = mailsTo(reader);
	for (const part of [mail?.text, mail?.html]) expect(part).toContain('★☆☆☆☆ 瓶口漏了一圈');
});

it('welcomes whoever joins: once to everybody, twice more to whoever agreed, in the words of the house', async () => {
	const now = place.clock.now();
	const join = async (name: string) => {
		const email = `w${++number}@example.com`;
		const { id, handle } = await createMember(place.system(), { name, email, joined: now });
		addressOf.set(id, email);
		await place.runJobs();
		return { kind: 'member', member: id, name, handle, role: 'member' } as Member;
	};
	const [agreed, shy] = [await join('怡君'), await join('文雄')];
	await agree(agreed);
	const words = { body: '{name}，來 {brand} 坐坐', subject: '{name}好', subjectEn: 'Hello', bodyEn: 'Hello {name}' };
	await expect(keepGreeting(place.as(mei), { step: 2, ...words, sent: true })).rejects.toMatchObject({ status: 403 });
	await expect(keepGreeting(place.as(owner), { step: 2, ...words, body: ' ', sent: true })).rejects.toMatchObject({
		code: 'input.invalid',
	});
	await expect(keepGreeting(place.as(owner), { step: 4, ...words, sent: true })).rejects.toMatchObject({
		code: 'input.invalid',
	});
	await keepGreeting(place.as(owner), { step: 2, ...words, sent: true });
	for (let passed = 0; passed < 12; passed++) {
		await keepMissives.run(place.system(), {});
		place.clock.advance(day);
	}
	expect(mailsTo(agreed).map(({ subject }) => subject)).toEqual([
		expect.stringMatching(/^歡迎來到 /),
		'怡君好',
		'想聽聽你的經驗',
	]);
	expect(mailsTo(agreed)[1]?.html).toContain('怡君，來 ');
	expect(mailsTo(shy)).toHaveLength(1);
	expect((await readGreetings(place.as(owner), {})).map(({ count, customary }) => [count, customary])).toEqual([
		[2, true],
		[1, false],
		[1, true],
	]);
	await keepGreeting(place.as(owner), { step: 1, ...words, sent: false });
	const late = await createMember(place.system(), {
		name: '淑芬',
		email: 'late@example.com',
		joined: place.clock.now(),
	});
	await place.runJobs();
	place.clock.advance(3_600_000);
	await keepMissives.run(place.system(), {});
	expect(peer.taken.filter(({ to }) => to === 'late@example.com')).toEqual([]);
	await resetGreeting(place.as(owner), { step: 1 });
	await resetGreeting(place.as(owner), { step: 2 });
	const rows = [];
	for await (const { row } of notificationPerson.collect(place.system(), { id: late.id, email: null })) rows.push(row);
	expect(rows).toHaveLength(3);
	await notificationPerson.forget(place.system(), { id: late.id, email: null });
	const [left] = await place.site
		.sql`select count(*)::int as count from notification.missive where member = ${late.id}`;
	expect(left).toEqual({ count: 0 });
});

it('gives owners their week on Monday morning, once, with numbers without staff, and ends it by their own choice', async () => {
	const thread = await start(mei, '新鮮事一件', '說說看');
	await say(mei, thread, '再說一句');
	await say(owner, thread, '店裡的人說的不算');
	// Tuesday to Monday: five days after Wednesday.
	place.clock.advance(5 * day - 3 * 3_600_000);
	await strike();
	expect(mailsTo(owner)).toEqual([]);
	place.clock.advance(3 * 3_600_000);
	await strike();
	await strike();
	expect(mailsTo(owner)).toHaveLength(1);
	const [mail] = mailsTo(owner);
	expect(mail?.subject).toMatch(/這一週：0 次造訪、\d+ 位新會員、\d+ 則留言$/);
	expect(mail?.text).toContain('大家寫了 2 則留言（前一週 0 則）');
	expect(mail?.text).toContain('0 筆訂單，收入 —；前一週是 0 筆。');
	expect(mailsTo(mei)).toEqual([]);
	const { told } = await readPreferences(place.as(owner), {});
	expect(told).toMatchObject({ summary: true });
	const kept = { wishes: {}, quiet: false, from: '', until: '', timeZone: 'Asia/Taipei', refused: false };
	await changePreferences(place.as(owner), { topics: [], told: { ...kept, digest: 'never', summary: false } });
	place.clock.advance(7 * day);
	await strike();
	expect(mailsTo(owner)).toHaveLength(1);
	await changePreferences(place.as(owner), { topics: [], told: { ...kept, digest: 'never', summary: true } });
});
