import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	acceptAnswer,
	createCategory,
	deleteComment,
	followThread,
	hideComment,
	postComment,
	startThread,
} from '#community/server/index.ts';
import { createMember, suspendMember } from '#membership/server/index.ts';
import { changePreferences, keepBundles, readThreadNotices, unsubscribe } from '#notification/server/index.ts';
import { beginTalk, hushTalk, leaveTalk, seeTalk, sendMessage } from '#message/server/index.ts';
import { takeBundles } from '#notification/server/bundle/take-bundles.ts';
import { noteReport } from '#notification/server/commands/note-report.ts';
import { readMail } from '#notification/server/testing/read-mail.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let peer: SmtpPeer;
let place: TestSite;
let [asker, mei, editor] = [] as unknown as [Member, Member, Member];
let thread: number;
let number = 0;
const addressOf = new Map<number, string>();

async function sow(name: string, more: object = {}): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 40 * 86_400_000);
	const email = `p${++number}@example.com`;
	const { id, handle } = await createMember(place.system(), { name, email, joined, ...more });
	addressOf.set(id, email);
	return { kind: 'member', member: id, name, handle, role: 'member', ...more } as Member;
}

beforeAll(async () => {
	peer = await smtpPeer();
	place = await testSite({ SMTP_URL: peer.url });
	editor = await sow('編輯', { role: 'owner' });
});
beforeEach(async () => {
	// Ten in the morning in Taipei.
	const day = 86_400_000;
	place.clock.advance(8 * day - ((place.clock.now().getTime() - 2 * 3_600_000) % day));
	peer.taken.length = 0;
	[asker, mei] = [await sow('發問人'), await sow('小美')];
	const category = (await createCategory(place.system(), { slug: `room-${++number}`, name: '房間' })).id;
	const body = { text: '怎麼保存比較好' };
	const started = await startThread(place.as(asker), { category, kind: 'question', title: '醬油要冰嗎？', body });
	thread = started.id;
	await place.runJobs();
});
afterAll(async () => {
	await place.close();
	await peer.close();
});

async function say(by: Member, text: string, parent?: number): Promise<number> {
	place.clock.advance(61_000);
	const { id } = await postComment(place.as(by), { thread, parent, body: { text } });
	await place.runJobs();
	return id;
}
/** Lets time pass as the clock of the house does: a look every minute. */
async function pass(minutes: number): Promise<void> {
	for (let minute = 0; minute < minutes; minute++) {
		place.clock.advance(60_000);
		await keepBundles.run(place.system(), {});
	}
}
const mailsTo = (who: Member) =>
	peer.taken.filter(({ to }) => to === addressOf.get(who.member)).map(({ raw }) => readMail(raw));
const outcomes = async (who: Member) =>
	(
		await place.site.sql<{ outcome: string }[]>`
			select case when sent is not null then 'sent' when unconfirmed is not null then 'unconfirmed' when failed is not null then 'failed ' || reason
				when skipped is not null then 'skipped ' || reason else 'waits' end as outcome
			from notification.bundle where member = ${who.member} order by id`
	).map(({ outcome }) => outcome);

it('becomes one mail for what is said in a thread within some minutes, in both parts, with the way out in one click', async () => {
	await say(mei, '開封以後放冰箱，<b>三個月</b>內用完。');
	await say(mei, '補充：瓶口要擦乾淨');
	await pass(5);
	expect(mailsTo(asker)).toHaveLength(1);
	const [mail] = mailsTo(asker);
	expect(mail?.subject).toBe('「醬油要冰嗎？」有 2 則新消息');
	for (const part of [mail?.text ?? '', mail?.html ?? '']) expect(part).toContain('補充：瓶口要擦乾淨');
	expect(mail?.html).toContain('&lt;b&gt;三個月&lt;/b&gt;');
	expect(mail?.html).toContain('prefers-color-scheme: dark');
	expect(mail?.header('Auto-Submitted')).toBe('auto-generated');
	expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
	const key = /newsletter\/out\/(\w+)>/.exec(mail?.header('List-Unsubscribe') ?? '')?.[1] ?? '';
	await unsubscribe(place.as(), { key, place: 'one-click' });
	await say(mei, '再補充一句');
	await pass(30);
	expect(mailsTo(asker)).toHaveLength(1);
	// Another kind is still mailed, in the member's own language.
	await place.site.sql`update membership.member set locale = 'en' where id = ${asker.member}`;
	await say(mei, `@${asker.handle} 看一下`);
	await pass(25);
	expect(mailsTo(asker)[1]?.subject).toBe('小美 named you: 醬油要冰嗎？');
});

it('tells of private messages who wrote and where, never a word of them; once, unless read before, hushed, left or unwanted', async () => {
	const secret = '我的身分證字號是';
	const { talk } = await beginTalk(place.as(mei), { to: asker.handle, text: `${secret} A123` });
	const write = async (text: string): Promise<number> => {
		place.clock.advance(61_000);
		const { message } = await sendMessage(place.as(mei), { talk, text });
		await place.runJobs();
		return message;
	};
	await place.runJobs();
	await write(`${secret} A456`);
	await pass(6);
	expect(mailsTo(asker)).toHaveLength(1);
	const [mail] = mailsTo(asker);
	expect(mail?.subject).toBe('小美傳了 2 則訊息給你');
	for (const part of [mail?.text ?? '', mail?.html ?? '']) expect(part).toContain(`/messages/${talk}`);
	expect(
		peer.taken
			.map(({ raw }) => readMail(raw))
			.map(({ text, html }) => text + html)
			.join(),
	).not.toContain(secret);
	expect(mail?.header('Reply-To')).toBeFalsy();
	expect(mail?.header('References')).toContain(`<talk.${talk}@`);
	// Who wrote is not mailed, and a fact that comes twice tells nothing anew.
	expect(mailsTo(mei)).toHaveLength(0);
	await sendMessage(place.as(asker), { talk, text: '看到了' });
	const { tellOfMessage } = await import('#notification/server/jobs/tell-of-message.ts');
	const data = { talk, message: await write('讀過的') };
	await seeTalk(place.as(asker), { talk, upTo: data.message });
	await tellOfMessage.run(place.system(), { name: 'message.sent', about: '', actor: null, data, occurred: '' });
	await pass(30);
	expect(mailsTo(asker)).toHaveLength(1);
	await hushTalk(place.as(asker), { talk, on: true });
	await write('太吵了');
	await pass(70);
	await hushTalk(place.as(asker), { talk, on: false });
	await place.site.sql`update membership.member set locale = 'en' where id = ${asker.member}`;
	const last = await write('再一次');
	await pass(70);
	expect(mailsTo(asker).map(({ subject }) => subject)).toEqual(['小美傳了 2 則訊息給你', '小美 wrote you 2 messages']);
	await seeTalk(place.as(asker), { talk, upTo: last });
	await write('要走之前');
	await leaveTalk(place.as(asker), { talk });
	await pass(200);
	expect(mailsTo(asker)).toHaveLength(2);
	const key = /newsletter\/out\/(\w+)>/.exec(mailsTo(asker)[1]?.header('List-Unsubscribe') ?? '')?.[1] ?? '';
	await unsubscribe(place.as(), { key, place: 'one-click' });
	const again = await beginTalk(place.as(editor), { to: asker.handle, text: '店裡傳的' });
	await place.runJobs();
	await pass(30);
	expect(again.talk).not.toBe(talk);
	expect(mailsTo(asker)).toHaveLength(2);
});

it('never floods: a comment every minute for a day is a handful of mails', async () => {
	await changePreferences(place.as(asker), {
		topics: [],
		told: {
			wishes: { comment: ['site', 'mail'] },
			quiet: false,
			from: '',
			until: '',
			timeZone: 'Asia/Taipei',
			refused: false,
		},
	});
	for (let minute = 0; minute < 24 * 60; minute += 10) {
		await place.site.sql`insert into community.comment (thread, author, body, body_html, body_text, posted)
			values (${thread}, ${mei.member}, '{"type":"doc","content":[]}', '', ${`第 ${minute} 分鐘`}, ${place.clock.now()})`;
		const [row] = await place.site.sql<{ id: number }[]>`select max(id) as id from community.comment`;
		const { tellOfComment } = await import('#notification/server/jobs/tell-of-comment.ts');
		await tellOfComment.run(place.system(), {
			name: 'comment.posted',
			about: '',
			actor: null,
			data: { comment: row?.id },
			occurred: '',
		});
		place.clock.advance(600_000);
		await keepBundles.run(place.system(), {});
	}
	expect(mailsTo(asker).length).toBeGreaterThanOrEqual(4);
	expect(mailsTo(asker).length).toBeLessThanOrEqual(6);
	expect(mailsTo(asker).at(-1)?.text).toMatch(/還有 \d+ 則/);
});

it('keeps the night for the morning of the member, and what was read meanwhile is not mailed', async () => {
	place.clock.advance(13 * 3_600_000);
	const abroad = await sow('在柏林');
	await followThread(place.as(abroad), { thread, level: 'watch' });
	await changePreferences(place.as(abroad), {
		topics: [],
		told: {
			wishes: { comment: ['mail'] },
			quiet: true,
			from: '22:00',
			until: '08:00',
			timeZone: 'Europe/Berlin',
			refused: false,
		},
	});
	const id = await say(mei, '半夜的回答');
	await pass(10);
	expect([mailsTo(asker).length, mailsTo(abroad).length]).toEqual([0, 1]);
	place.clock.advance(8 * 3_600_000);
	await pass(1);
	expect(mailsTo(asker)).toHaveLength(0);
	await say(mei, '天快亮的回答');
	place.clock.advance(80 * 60_000);
	await readThreadNotices(place.as(asker), { thread, comment: id });
	await pass(2);
	expect(mailsTo(asker)[0]?.text).toContain('天快亮的回答');
	expect(mailsTo(asker)[0]?.text).not.toContain('半夜的回答');
});

it.each<[string, (comment: number) => Promise<unknown>]>([
	['deleted', (id) => deleteComment(place.as(mei), { id })],
	['hidden', (id) => hideComment(place.as(editor), { id })],
	['thread hidden', () => place.site.sql`update community.thread set hidden = now() where id = ${thread}`],
	['thread withdrawn', () => place.site.sql`update community.thread set withdrawn = now() where id = ${thread}`],
	['muted', () => followThread(place.as(asker), { thread, level: 'mute' })],
	['read', (comment) => readThreadNotices(place.as(asker), { thread, comment })],
	['suspended', () => suspendMember(place.as(editor), { member: asker.member, reason: '測試' } as never)],
	[
		'erased',
		() => place.site.sql`update membership.member set erased = now(), email = null where id = ${asker.member}`,
	],
	[
		'bounced',
		() =>
			place.site
				.sql`insert into notification.suppression (email, reason, since) values (${addressOf.get(asker.member) ?? ''}, 'bounce', now())`,
	],
])('says nothing of what may not be told any more at the moment of sending: %s', async (_, change) => {
	const id = await say(mei, '這句話等一下就不能看了');
	expect(await outcomes(asker)).toEqual(['waits']);
	await change(id);
	await pass(6);
	expect(mailsTo(asker)).toHaveLength(0);
	expect(await outcomes(asker)).toEqual([expect.stringMatching(/^skipped /)]);
});

it('is never sent twice: not after a death, not after a broken conversation; a refusal for now is tried again', async () => {
	await say(mei, '第一句');
	place.clock.advance(360_000);
	// A process that took it and died before or while it talked to the mail server.
	expect((await takeBundles(place.system(), { most: 5 })).taken).toHaveLength(1);
	await pass(15);
	expect(await outcomes(asker)).toEqual(['unconfirmed']);
	const address = addressOf.get(asker.member) ?? '';
	peer.hangUp.add(address);
	await say(mei, '第二句');
	await pass(10);
	expect([mailsTo(asker).length, await outcomes(asker)]).toEqual([1, ['unconfirmed', 'unconfirmed']]);
	peer.hangUp.clear();
	peer.refuse.set(address, [{ code: 451, text: '4.2.0 later' }]);
	await say(mei, '第三句');
	await pass(6);
	expect(await outcomes(asker)).toEqual(['unconfirmed', 'unconfirmed', 'waits']);
	await say(mei, '第四句');
	await pass(12);
	expect(await outcomes(asker)).toEqual(['unconfirmed', 'unconfirmed', 'sent', 'sent']);
	expect(mailsTo(asker)).toHaveLength(3);
});

it('waits while the mail server is away, and sends what is still news when it is back', async () => {
	await say(mei, '等伺服器');
	const away = { ...place.system(), settings: { ...place.system().settings, smtpUrl: 'smtp://127.0.0.1:9' } };
	place.clock.advance(360_000);
	await keepBundles.run({ ...away, now: place.clock.now() }, {});
	expect(await outcomes(asker)).toEqual(['waits']);
	await pass(5);
	expect(await outcomes(asker)).toEqual(['sent']);
});

it('ends when a mailbox is gone, be it said at once or reported later', async () => {
	const address = addressOf.get(asker.member) ?? '';
	await say(mei, '第一句');
	await pass(6);
	const messageId = mailsTo(asker)[0]?.header('Message-ID') ?? '';
	const report = {
		door: 'report',
		call: 'a'.repeat(64),
		kind: 'bounce',
		lasting: true,
		said: '550 5.1.1 no such user',
		email: null,
	} as const;
	expect(await noteReport(place.system(), { ...report, messageId: messageId.replace(/b\.\w+\./, 'b.zzz.') })).toBe(
		'unknown',
	);
	expect(await noteReport(place.system(), { ...report, call: 'b'.repeat(64), messageId })).toBe('noted');
	await say(mei, '第二句');
	await pass(30);
	expect(await outcomes(asker)).toEqual(['sent', 'skipped suppressed']);
	peer.refuse.set(addressOf.get(mei.member) ?? '', [{ code: 550, text: '5.1.1 no such user' }]);
	const id = await say(mei, '這樣就好');
	await acceptAnswer(place.as(editor), { comment: id });
	await place.runJobs();
	await pass(6);
	expect(await outcomes(mei)).toEqual(['failed bounced']);
	expect(
		await place.site
			.sql`select from notification.suppression where email in (${address}, ${addressOf.get(mei.member) ?? ''})`,
	).toHaveLength(2);
});
