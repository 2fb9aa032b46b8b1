import { createSign, KeyObject, webcrypto } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { X509CertificateGenerator } from '@peculiar/x509';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDoor, receiveReport } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** What SNS has of its own: a key, its certificates, and a page where a subscription is confirmed. */
let sns: http.Server;
let place: TestSite;
let key: KeyObject;
const asked: string[] = [];
const certificates: Record<string, string> = {};
const topic = 'arn:aws:sns:ap-northeast-1:123456789012:bounces';
const region = 'https://sns.ap-northeast-1.amazonaws.com';

beforeAll(async () => {
	const algorithm = {
		name: 'RSASSA-PKCS1-v1_5',
		hash: 'SHA-256',
		publicExponent: new Uint8Array([1, 0, 1]),
		modulusLength: 2048,
	};
	const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
	key = KeyObject.from(keys.privateKey as never);
	const certify = async (name: string, notAfter: string): Promise<string> =>
		(
			await X509CertificateGenerator.createSelfSigned(
				{
					name,
					notBefore: new Date('2020-01-01'),
					notAfter: new Date(notAfter),
					signingAlgorithm: algorithm,
					keys: keys as never,
				},
				webcrypto as never,
			)
		).toString('pem');
	certificates['/SimpleNotificationService-a.pem'] = await certify('CN=sns.amazonaws.com', '2090-01-01');
	certificates['/old.pem'] = await certify('CN=sns.amazonaws.com', '2021-01-01');
	certificates['/other.pem'] = await certify('CN=evil.example', '2090-01-01');
	sns = http.createServer((request, response) => {
		asked.push(request.url ?? '');
		const pem = certificates[request.url ?? ''];
		if (pem) response.end(pem);
		else if (request.url?.startsWith('/?Action=ConfirmSubscription')) response.end('<ok/>');
		else response.writeHead(404).end();
	});
	await new Promise<void>((listening) => sns.listen(0, '127.0.0.1', listening));
	place = await testSite({ SNS_URL: `http://127.0.0.1:${(sns.address() as AddressInfo).port}` });
	await openDoor(place.system(), { name: 'ses', secret: topic });
});
afterAll(async () => {
	sns.close();
	await place.close();
});
beforeEach(async () => {
	asked.length = 0;
	place.clock.advance(60_000);
	await place.site.sql`truncate notification.suppression, notification.heard_call`;
});

let sent = 0;
/** A message as SNS posts it, signed as its documentation says. */
function message(more: Record<string, string>, version: '1' | '2' = '2') {
	const fields: Record<string, string> = {
		Type: 'Notification',
		MessageId: `m-${++sent}`,
		TopicArn: topic,
		Timestamp: place.clock.now().toISOString(),
		SigningCertURL: `${region}/SimpleNotificationService-a.pem`,
		SignatureVersion: version,
		...more,
	};
	const names =
		fields['Type'] === 'Notification'
			? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
			: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
	const text = names
		.filter((name) => name in fields)
		.map((name) => `${name}\n${fields[name]}\n`)
		.join('');
	const signature = createSign(version === '2' ? 'sha256' : 'sha1')
		.update(text)
		.sign(key, 'base64');
	return { ...fields, Signature: signature };
}
const call = (body: object) =>
	receiveReport(place.as(), { door: 'ses', raw: Buffer.from(JSON.stringify(body)), headers: new Headers() });
const suppressed = async () => [
	...(await place.site.sql`select email::text, reason from notification.suppression order by 1`),
];

const bounce = (type = 'Permanent') =>
	JSON.stringify({
		notificationType: 'Bounce',
		bounce: {
			bounceType: type,
			bounceSubType: 'General',
			bouncedRecipients: [
				{ emailAddress: 'Gone@example.com', action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user' },
			],
			feedbackId: '0000',
		},
		mail: { messageId: '0000-ses', destination: ['gone@example.com'] },
	});

describe('Amazon SES over SNS', () => {
	it('tells who is not there and who complained, in both versions of the signature', async () => {
		expect(await call(message({ Message: bounce() }))).toEqual({ outcome: 'noted' });
		const complaint = (kind: string) =>
			JSON.stringify({
				eventType: 'Complaint',
				complaint: { complainedRecipients: [{ emailAddress: 'mei@example.com' }], complaintFeedbackType: kind },
			});
		expect(await call(message({ Message: complaint('not-spam'), Subject: 'x' }))).toEqual({ outcome: 'nothing' });
		expect(await call(message({ Message: complaint('abuse'), Subject: '主旨' }, '1'))).toEqual({ outcome: 'noted' });
		expect(await suppressed()).toEqual([
			{ email: 'gone@example.com', reason: 'bounce' },
			{ email: 'mei@example.com', reason: 'complaint' },
		]);
		expect(await call(message({ Message: '{"notificationType":"Delivery"}' }))).toEqual({ outcome: 'nothing' });
	});

	it('is heard once, and not believed when it is old, changed, or about nothing for good', async () => {
		const one = message({ Message: bounce() });
		expect(await call(one)).toEqual({ outcome: 'noted' });
		await place.site.sql`truncate notification.suppression`;
		expect(await call(one)).toEqual({ outcome: 'heard' });
		const other = { ...one, MessageId: 'another', Message: bounce().replace('Gone', 'other') };
		await expect(call(other)).rejects.toMatchObject({ code: 'webhook.signature-wrong' });
		place.clock.advance(13 * 3_600_000);
		await expect(call(one)).rejects.toMatchObject({ code: 'webhook.signature-old' });
		expect(await call(message({ Message: bounce('Transient') }))).toEqual({ outcome: 'noted' });
		expect(await suppressed()).toEqual([]);
	});

	it.each([
		['from elsewhere', 'https://evil.example/SimpleNotificationService-a.pem'],
		['from another host that looks like it', 'https://sns.ap-northeast-1.amazonaws.com.evil.example/a.pem'],
		['from a bucket of somebody', 'https://s3.amazonaws.com/a.pem'],
		['without encryption', 'http://sns.ap-northeast-1.amazonaws.com/SimpleNotificationService-a.pem'],
		['with a question', `${region}/SimpleNotificationService-a.pem?x=1`],
		['of another region', 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-a.pem'],
		['that is none', `${region}/inside/../../latest`],
		['that is not there', `${region}/missing.pem`],
		['out of date', `${region}/old.pem`],
		['made out to somebody else', `${region}/other.pem`],
	])('a certificate %s is not believed', async (_title, SigningCertURL) => {
		await expect(call(message({ Message: bounce(), SigningCertURL }))).rejects.toMatchObject({
			code: 'webhook.signature-wrong',
		});
		expect(await suppressed()).toEqual([]);
	});

	it('confirms the subscription of the one topic, where the topic is, wherever the message points', async () => {
		const confirm = (TopicArn: string) =>
			message({
				Type: 'SubscriptionConfirmation',
				TopicArn,
				Token: 't0ken',
				SubscribeURL: 'https://evil.example/',
				Message: 'm',
			});
		await expect(call(confirm('arn:aws:sns:ap-northeast-1:123456789012:other'))).rejects.toMatchObject({ status: 401 });
		expect(asked).toEqual([]);
		expect(await call(confirm(topic))).toEqual({ outcome: 'confirmed' });
		expect(asked.filter((url) => url.startsWith('/?'))).toEqual([
			`/?Action=ConfirmSubscription&TopicArn=${encodeURIComponent(topic)}&Token=t0ken`,
		]);
		await expect(call({ ...confirm(topic), Signature: 'AAAA' })).rejects.toMatchObject({ status: 401 });
		await expect(call({ Type: 'Notification' })).rejects.toMatchObject({ code: 'webhook.unreadable' });
		await expect(openDoor(place.system(), { name: 'ses', secret: 'bounces' })).rejects.toMatchObject({ status: 422 });
	});
});
