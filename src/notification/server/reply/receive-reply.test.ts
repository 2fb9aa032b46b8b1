import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { sign } from '#platform/signature.ts';
import { closeThread, createCategory, postComment, startThread } from '#community/server/index.ts';
import { createMember, silenceMember, suspendMember } from '#membership/server/index.ts';
import {
	closeDoor,
	connectMailbox,
	keepBundles,
	openDoor,
	openReplyDoor,
	readReturned,
	receiveMail,
} from '#notification/server/index.ts';
import { smtpPeer, type SmtpPeer } from '#notification/server/testing/smtp-peer.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let peer: SmtpPeer;
let place: TestSite;
let [asker, mei, owner] = [] as unknown as [Member, Member, Member];
let [thread, answered, number] = [0, 0, 0];
let secret = '';
let to = '';

async function sow(name: string, role: 'member' | 'owner' = 'member'): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 40 * 86_400_000);
	const { id, handle } = await createMember(place.system(), { name, email: `p${++number}@example.com`, joined, role });
	return { kind: 'member', member: id, name, handle, role };
}
const emailOf = async ({ member }: Member): Promise<string> =>
	(await place.site.sql<{ email: string }[]>`select email::text from membership.member where id = ${member}`)[0]
		?.email ?? '';

beforeAll(async () => {
	peer = await smtpPeer();
	place = await testSite({ SMTP_URL: peer.url, REACHABLE: '127.0.0.1' });
	owner = await sow('老闆', 'owner');
	secret = (await openReplyDoor(place.as(owner), { address: 'talk@brand.example' })).secret;
});
beforeEach(async () => {
	const day = 86_400_000;
	place.clock.advance(8 * day - ((place.clock.now().getTime() - 2 * 3_600_000) % day));
	[asker, mei] = [await sow('發問人'), await sow('小美')];
	const category = (await createCategory(place.system(), { slug: `room-${++number}`, name: '房間' })).id;
	const body = { text: '怎麼保存比較好' };
	thread = (await startThread(place.as(asker), { category, kind: 'question', title: '醬油要冰嗎？', body })).id;
	await place.runJobs();
	place.clock.advance(61_000);
	answered = (await postComment(place.as(mei), { thread, body: { text: '開封以後放冰箱' } })).id;
	await place.runJobs();
	place.clock.advance(360_000);
	peer.taken.length = 0;
	await keepBundles.run(place.system(), {});
	const address = await emailOf(asker);
	const raw = peer.taken.find(({ to: receiver }) => receiver === address)?.raw ?? '';
	to = /^Reply-To: <?(\S+?@[^\s>]+)>?\r$/m.exec(raw)?.[1] ?? '';
});
afterAll(async () => {
	await place.close();
	await peer.close();
});

interface Written {
	from?: string;
	text?: string;
	head?: string[];
	id?: string;
	to?: string;
}
async function mail({
	from,
	text = '謝謝，我試試看',
	head = [],
	id = `x${++number}@mail.example`,
	to: given = to,
}: Written = {}) {
	const lines = [
		`From: Somebody <${from ?? (await emailOf(asker))}>`,
		`To: Brand <${given}>`,
		'Subject: Re: x',
		`Message-ID: <${id}>`,
		...head,
	];
	if (!head.some((line) => /^content-type/i.test(line))) lines.push('Content-Type: text/plain; charset=utf-8');
	return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}
const bring = async (
	raw: Buffer,
	headers: Record<string, string> = { 'homecourt-signature': sign(secret, raw, place.clock.now()) },
) => (await receiveMail(place.as(), { way: 'signed', raw, headers: new Headers(headers) })).outcome;
const comments = () =>
	place.site.sql<{ text: string; parent: number | null; author: number; held: Date | null }[]>`
		select body_text as text, parent, author, held from community.comment where thread = ${thread} and id > ${answered} order by id`;
const notes = async () =>
	(
		await place.site.sql<
			{ text: string }[]
		>`select subject || body_text as text from platform.mail where kind = 'reply-note' and recipient = ${await emailOf(asker)}`
	).map(({ text }) => text);

it('becomes a comment under what it answers, once, however often it is brought', async () => {
	expect(to).toMatch(/^talk\+[0-9a-z]+-[0-9a-f]{24}@brand\.example$/);
	const raw = await mail({
		text: '謝謝，我試試看\r\n\r\n主場 <talk@brand.example> 於 2026年11月26日 週四 下午3:05 寫道：\r\n\r\n> 開封以後放冰箱',
	});
	expect(await Promise.all([bring(raw), bring(raw)]).then((both) => both.sort())).toEqual(['heard', 'posted']);
	expect(await bring(raw)).toBe('heard');
	expect(await comments()).toEqual([{ text: '謝謝，我試試看', parent: answered, author: asker.member, held: null }]);
	// Some programs write addresses in capitals.
	place.clock.advance(120_000);
	expect(await bring(await mail({ to: to.toUpperCase(), text: '第二次回信，還是謝謝' }))).toBe('posted');
	expect(await notes()).toEqual([]);
});

it('waits for a person when it came from another address, and is not told to that address', async () => {
	expect(await bring(await mail({ from: 'thief@example.net' }))).toBe('waits');
	expect((await comments())[0]?.held).toBeInstanceOf(Date);
	await place.runJobs();
	const [item] = await place.site.sql`select held_for from moderation.item order by opened desc limit 1`;
	expect(item?.['held_for']).toContain('other-sender');
	expect(await bring(await mail({ from: 'thief@example.net', text: '' }))).toBe('refused');
	expect(await notes()).toEqual([]);
	expect(peer.taken.filter(({ to: receiver }) => receiver === 'thief@example.net')).toEqual([]);
});

it.each([
	'Auto-Submitted: auto-replied',
	'Precedence: bulk',
	'X-Autoreply: yes',
	'Return-Path: <>',
	'List-Id: <list.example>',
	'Content-Type: multipart/report; boundary=x; report-type=delivery-status',
])('is not taken from a program: %s', async (head) => {
	expect(await bring(await mail({ head: [head] }))).toBe('automatic');
	expect([await comments(), await notes()]).toEqual([[], []]);
});

it('is taken with Auto-Submitted: no, from HTML alone, and without its files, of which the member is told', async () => {
	expect(await bring(await mail({ head: ['Auto-Submitted: no'] }))).toBe('posted');
	place.clock.advance(120_000);
	const html = '<div>只有 <b>HTML</b> 的回信</div><blockquote><p>開封以後放冰箱</p></blockquote>';
	expect(await bring(await mail({ head: ['Content-Type: text/html; charset=utf-8'], text: html }))).toBe('posted');
	place.clock.advance(120_000);
	const parts = [
		'Content-Type: text/plain; charset=utf-8\r\n\r\n附上照片給大家看',
		'Content-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
	];
	const mixed = {
		head: ['Content-Type: multipart/mixed; boundary=q'],
		text: `${parts.map((part) => `--q\r\n${part}\r\n`).join('')}--q--\r\n`,
	};
	expect(await bring(await mail(mixed))).toBe('posted');
	expect((await comments()).map(({ text }) => text)).toEqual([
		'謝謝，我試試看',
		'只有 HTML 的回信',
		'附上照片給大家看',
	]);
	expect(await notes()).toEqual([expect.stringContaining('1 個附件沒有帶過來')]);
});

it('has the limits of every comment; why it was refused is told once, with what was written', async () => {
	await closeThread(place.as(owner), { thread } as never);
	const raw = await mail({ text: '來不及說的話' });
	expect([await bring(raw), await bring(raw)]).toEqual(['refused', 'heard']);
	const told = await notes();
	expect(told).toHaveLength(1);
	expect(told[0]).toContain('來不及說的話');
	expect(await bring(await mail({ text: '> 只有引用' }))).toBe('refused');
	expect((await notes())[1]).toContain('找不到你寫的話');
	// A megabyte is not a comment, and what is told of it is no megabyte either.
	expect(await bring(await mail({ text: '長'.repeat(350_000) }))).toBe('refused');
	expect((await notes())[2]?.length).toBeLessThan(100_000);
	expect(await comments()).toEqual([]);
});

it.each<[string, () => Promise<unknown>]>([
	['whoever is shut out', () => suspendMember(place.as(owner), { member: asker.member, reason: '測試' } as never)],
	['a mail of long ago', () => Promise.resolve(place.clock.advance(31 * 86_400_000))],
	[
		'a changed address',
		() => Promise.resolve((to = to.replace(/-(.)/, (_, one: string) => `-${one === '0' ? '1' : '0'}`))),
	],
	['another mail', () => Promise.resolve((to = to.replace(/\+\w+-/, '+zz-')))],
	['no token', () => Promise.resolve((to = 'talk@brand.example'))],
])('takes nothing from %s', async (_, change) => {
	await change();
	expect(await bring(await mail())).toBe('unknown');
	expect([await comments(), await notes()]).toEqual([[], []]);
});

it('takes nothing from whoever may not speak now', async () => {
	await silenceMember(place.as(owner), {
		member: asker.member,
		until: new Date(place.clock.now().getTime() + 86_400_000),
	} as never);
	expect(await bring(await mail())).toBe('refused');
	expect(await comments()).toEqual([]);
});

it('is believed only when it is signed, by an open door; rubbish is no mail', async () => {
	const raw = await mail();
	await expect(bring(raw, {})).rejects.toMatchObject({ code: 'webhook.unsigned' });
	await expect(bring(raw, { 'homecourt-signature': sign('wrong', raw, place.clock.now()) })).rejects.toMatchObject({
		status: 401,
	});
	const old = { 'homecourt-signature': sign(secret, raw, new Date(place.clock.now().getTime() - 3_600_000)) };
	await expect(bring(raw, old)).rejects.toMatchObject({ code: 'webhook.signature-old' });
	for (const rubbish of ['', '\0\0', 'x'.repeat(100_000), `${'a: b\r\n'.repeat(50_000)}`])
		expect(await bring(Buffer.from(rubbish))).toBe('unknown');
	for (const address of ['', 'x', 'a+b@brand.example', `${'a'.repeat(25)}@brand.example`])
		await expect(openReplyDoor(place.as(owner), { address })).rejects.toMatchObject({
			code: 'input.invalid',
		});
	expect(await comments()).toEqual([]);
});

it("comes by Mailgun's route as well, with its own signature", async () => {
	const key = 'key-0123456789abcdef';
	await openDoor(place.as(owner), { name: 'mailgun', secret: key });
	const timestamp = String(Math.floor(place.clock.now().getTime() / 1000));
	const form = new FormData();
	const signature = createHmac('sha256', key).update(`${timestamp}tok`).digest('hex');
	for (const [name, value] of Object.entries({
		timestamp,
		token: 'tok',
		signature,
		'body-mime': (await mail()).toString(),
	}))
		form.append(name, value);
	const call = async (body: FormData) => {
		const response = new Response(body);
		const raw = Buffer.from(await response.clone().arrayBuffer());
		return receiveMail(place.as(), { way: 'mime', raw, headers: response.headers });
	};
	expect(await call(form)).toEqual({ outcome: 'posted' });
	form.set('signature', 'a'.repeat(64));
	await expect(call(form)).rejects.toMatchObject({ code: 'webhook.signature-wrong' });
	await closeDoor(place.as(owner), { name: 'mailgun' });
	await expect(call(form)).rejects.toMatchObject({ code: 'webhook.source-unknown' });
});

it('comes by a mailbox that the house reads as well as by a call, once, and the mailbox keeps every other mail as it was', async () => {
	interface Mailbox {
		listen(port: number, host: string, listening: () => void): void;
		close(closed: () => void): void;
		server: { address(): { port: number } };
		appendMessage(mailbox: string, flags: string[], internaldate: Date | false, raw: string): void;
		getMailbox(name: string): { messages: { flags: string[] }[] };
	}
	const make = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => Mailbox;
	const users = { talk: { password: 'a good word' } };
	const box = make({ plugins: ['UIDPLUS', 'LITERALPLUS'], users, storage: { INBOX: { messages: [] } } });
	await new Promise<void>((listening) => box.listen(0, '127.0.0.1', listening));
	try {
		const { port } = box.server.address();
		const where = { host: '127.0.0.1', port, security: 'none' as const, login: 'talk', password: 'a good word' };
		await connectMailbox(place.as(owner), where);
		const answer = await mail({ text: '從信箱來的回答' });
		for (const raw of [
			answer,
			await mail({ to: 'talk@brand.example' }),
			await mail({ head: ['Auto-Submitted: auto-replied'] }),
		])
			box.appendMessage('INBOX', [], place.clock.now(), raw.toString('latin1'));
		await readReturned.run(place.system(), {});
		expect((await comments()).map(({ text }) => text)).toEqual(['從信箱來的回答']);
		expect(box.getMailbox('INBOX').messages.map(({ flags }) => flags.includes('\\Seen'))).toEqual([true, false, false]);
		expect(await bring(answer)).toBe('heard');
		await readReturned.run(place.system(), {});
		expect(await comments()).toHaveLength(1);
	} finally {
		await new Promise<void>((closed) => box.close(closed));
	}
});
