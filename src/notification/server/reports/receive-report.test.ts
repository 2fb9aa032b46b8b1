import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '#platform/signature.ts';
import { closeDoor, listDoors, openDoor, receiveReport } from '#notification/server/index.ts';
import { messageName } from '#notification/server/letter/print-mail.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let secret: string;
let topic: number;
const mailgunKey = 'key-0123456789abcdef';
beforeAll(async () => {
	place = await testSite();
	topic = (await place.site.sql<{ id: number }[]>`select min(id) as id from notification.topic`)[0]?.id ?? 0;
	secret = (await openDoor(place.system(), { name: 'report' })).secret ?? '';
	await openDoor(place.system(), { name: 'mailgun', secret: mailgunKey });
});
afterAll(() => place.close());

let delivery: number;
let id: string;
beforeEach(async () => {
	const { sql } = place.site;
	await sql`truncate notification.subscriber, notification.suppression, notification.mailing, notification.heard_call cascade`;
	place.clock.advance(60_000);
	const subscriber = await sowSubscriber(sql, 'mei@example.com', [topic]);
	const [mailing] = await sql<{ id: number }[]>`
		insert into notification.mailing (topic, subject, created, changed) values (${topic}, 's', now(), now()) returning id`;
	const [row] = await sql<{ id: number }[]>`
		insert into notification.delivery (mailing, subscriber, sent) values (${mailing?.id ?? 0}, ${subscriber}, now()) returning id`;
	delivery = row?.id ?? 0;
	id = `<${messageName(place.site.handle, delivery)}@localhost>`;
});

/** A notification as Postfix writes it; `about` is the message id of the mail that came back. */
const bounced = (about: string, status = '5.1.1', said = 'smtp; 550 5.1.1 <mei@example.com>: no such user'): string =>
	[
		'From: MAILER-DAEMON@relay.example',
		'Subject: Undelivered Mail Returned to Sender',
		'MIME-Version: 1.0',
		'Content-Type: multipart/report; report-type=delivery-status;',
		'\tboundary="A1.relay/example"',
		'',
		'--A1.relay/example',
		'Content-Type: text/plain; charset=us-ascii',
		'',
		'I am sorry.',
		'--A1.relay/example',
		'Content-Description: Delivery report',
		'Content-Type: message/delivery-status',
		'',
		'Reporting-MTA: dns; relay.example',
		'',
		'Final-Recipient: rfc822; mei@example.com',
		`Action: ${status.startsWith('4') ? 'delayed' : 'failed'}`,
		`Status: ${status}`,
		`Diagnostic-Code: ${said}`,
		'',
		'--A1.relay/example',
		'Content-Type: text/rfc822-headers',
		'',
		'To: <mei@example.com>',
		'Message-ID:',
		` ${about}`,
		'',
		'--A1.relay/example--',
		'',
	].join('\r\n');

const report = (raw: string, headers: Record<string, string> = {}) => {
	const body = Buffer.from(raw);
	const signed = { 'homecourt-signature': sign(secret, body, place.clock.now()), 'content-type': 'message/rfc822' };
	return receiveReport(place.as(), { door: 'report', raw: body, headers: new Headers({ ...signed, ...headers }) });
};
const mailgun = (data: object, given: Partial<{ timestamp: string; token: string; signature: string }> = {}) => {
	const timestamp = String(Math.floor(place.clock.now().getTime() / 1000));
	const token = 'x'.repeat(50);
	const parts = { timestamp, token, ...given };
	const signature = createHmac('sha256', mailgunKey)
		.update(parts.timestamp + parts.token)
		.digest('hex');
	const raw = Buffer.from(JSON.stringify({ signature: { ...parts, signature, ...given }, 'event-data': data }));
	return receiveReport(place.as(), { door: 'mailgun', raw, headers: new Headers() });
};
const suppressed = async () => [...(await place.site.sql`select email::text, reason from notification.suppression`)];
const inForce = async () =>
	(await place.site.sql`select 1 from notification.subscription where confirmed is not null and ended is null`).length;
const noted = async () =>
	(await place.site.sql`select bounced, complained from notification.delivery where id = ${delivery}`)[0];

describe('mail that came back', () => {
	it('suppresses an address that is not there, and stands with its mailing', async () => {
		expect(await report(bounced(id))).toEqual({ outcome: 'noted' });
		expect(await suppressed()).toEqual([{ email: 'mei@example.com', reason: 'bounce' }]);
		expect((await noted())?.['bounced']).toBeInstanceOf(Date);
		expect(await inForce()).toBe(1);
	});

	it('for another reason stands with its mailing alone; what is only late is nothing', async () => {
		expect(await report(bounced(id, '5.2.2', 'smtp; 552 5.2.2 mailbox full'))).toEqual({ outcome: 'noted' });
		expect(await suppressed()).toEqual([]);
		expect(await report(bounced(id, '4.4.1', 'smtp; 451 4.4.1 timeout'))).toEqual({ outcome: 'nothing' });
	});

	it('of a mail that we never sent changes nothing, whoever it names', async () => {
		for (const about of ['<x@y.example>', `<n.${delivery.toString(36)}.00000000000000000000@localhost>`, ''])
			expect(await report(bounced(about))).toEqual({ outcome: 'unknown' });
		expect(await suppressed()).toEqual([]);
		expect(await report('Subject: hello\r\n\r\nhow are you?')).toEqual({ outcome: 'nothing' });
		expect(await report('')).toEqual({ outcome: 'nothing' });
	});
});

it('ends everything at once for whoever complains (RFC 5965)', async () => {
	const complaint = bounced(id)
		.replace('delivery-status;', 'feedback-report;')
		.replace('message/delivery-status', 'message/feedback-report')
		.replace('Reporting-MTA: dns; relay.example', 'Feedback-Type: abuse\r\nVersion: 1');
	expect(await report(complaint)).toEqual({ outcome: 'noted' });
	expect(await suppressed()).toEqual([{ email: 'mei@example.com', reason: 'complaint' }]);
	expect(await inForce()).toBe(0);
	expect((await noted())?.['complained']).toBeInstanceOf(Date);
});

it('takes JSON too, and believes an address that is signed for', async () => {
	const json = { 'content-type': 'application/json' };
	const body = JSON.stringify({ kind: 'bounce', email: 'gone@example.com', lasting: true, said: '550' });
	expect(await report(body, json)).toEqual({ outcome: 'noted' });
	expect(await suppressed()).toEqual([{ email: 'gone@example.com', reason: 'bounce' }]);
	await expect(report('{"kind":"praise"}', json)).rejects.toMatchObject({ status: 422 });
	await expect(report('[', json)).rejects.toMatchObject({ code: 'webhook.unreadable' });
});

describe('a call that nobody signed', () => {
	it.each([
		['without a signature', {}, 'webhook.unsigned'],
		['with somebody else’s', { 'homecourt-signature': `t=1,v1=${'0'.repeat(64)}` }, 'webhook.signature-wrong'],
		['with a signature over the body alone', { 'x-homecourt-hmac-sha256': '0'.repeat(64) }, 'webhook.unsigned'],
	])('%s is refused and changes nothing', async (_title, headers, code) => {
		const raw = Buffer.from(bounced(id));
		await expect(
			receiveReport(place.as(), { door: 'report', raw, headers: new Headers(headers) }),
		).rejects.toMatchObject({ code });
		expect(await suppressed()).toEqual([]);
	});

	it('is refused when it is old or changed, and heard once when it is repeated', async () => {
		const raw = Buffer.from(bounced(id));
		const header = sign(secret, raw, place.clock.now());
		const call = (body: Buffer) =>
			receiveReport(place.as(), { door: 'report', raw: body, headers: new Headers({ 'homecourt-signature': header }) });
		await expect(call(Buffer.concat([raw, Buffer.from(' ')]))).rejects.toMatchObject({
			code: 'webhook.signature-wrong',
		});
		expect(await call(raw)).toEqual({ outcome: 'noted' });
		await place.site.sql`truncate notification.suppression`;
		expect(await call(raw)).toEqual({ outcome: 'heard' });
		expect(await suppressed()).toEqual([]);
		place.clock.advance(10 * 60_000);
		await expect(call(raw)).rejects.toMatchObject({ code: 'webhook.signature-old' });
	});

	it('at a door that nobody opened is not known', async () => {
		for (const door of ['sendgrid', '__proto__', ''])
			await expect(
				receiveReport(place.as(), { door, raw: Buffer.from('{}'), headers: new Headers() }),
			).rejects.toMatchObject({ status: 404 });
		await closeDoor(place.system(), { name: 'report' });
		await expect(report(bounced(id))).rejects.toMatchObject({ status: 404 });
		secret = (await openDoor(place.system(), { name: 'report' })).secret ?? '';
	});
});

describe('Mailgun', () => {
	const failed = {
		event: 'failed',
		severity: 'permanent',
		recipient: 'gone@example.com',
		'delivery-status': { code: 550, message: '5.1.1 no such user' },
	};
	it('tells what failed for good and who complained', async () => {
		expect(await mailgun(failed)).toEqual({ outcome: 'noted' });
		expect(await mailgun({ event: 'complained', recipient: 'mei@example.com' }, { token: 'b' })).toEqual({
			outcome: 'noted',
		});
		expect(await suppressed()).toEqual([
			{ email: 'gone@example.com', reason: 'bounce' },
			{ email: 'mei@example.com', reason: 'complaint' },
		]);
		expect(await inForce()).toBe(0);
		expect(await mailgun({ ...failed, severity: 'temporary', recipient: 'x@example.com' }, { token: 'c' })).toEqual({
			outcome: 'nothing',
		});
		expect(await mailgun({ event: 'delivered' }, { token: 'd' })).toEqual({ outcome: 'nothing' });
	});

	it('is not believed twice with one token, too late, or with another key', async () => {
		expect(await mailgun(failed)).toEqual({ outcome: 'noted' });
		expect(await mailgun({ ...failed, recipient: 'other@example.com' })).toEqual({ outcome: 'heard' });
		await expect(mailgun(failed, { signature: '0'.repeat(64) })).rejects.toMatchObject({
			code: 'webhook.signature-wrong',
		});
		await expect(mailgun(failed, { timestamp: '1000000000', token: 'e' })).rejects.toMatchObject({
			code: 'webhook.signature-old',
		});
		expect(await suppressed()).toEqual([{ email: 'gone@example.com', reason: 'bounce' }]);
	});
});

it('lets the owner alone open doors, and shows a secret once', async () => {
	const editor = place.as({ kind: 'member', member: 1, name: 'e', handle: 'e', role: 'editor' });
	await expect(openDoor(editor, { name: 'report' })).rejects.toMatchObject({ status: 403 });
	await expect(openDoor(place.system(), { name: 'mailgun', secret: 'short' })).rejects.toMatchObject({ status: 422 });
	expect(JSON.stringify(await listDoors(place.system(), {}))).not.toContain(secret);
	const [row] = await place.site.sql<{ secret: Buffer }[]>`select secret from notification.door where name = 'report'`;
	expect(row?.secret.toString('latin1')).not.toContain(secret);
});
