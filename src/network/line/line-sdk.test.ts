import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { insight, LINE_SIGNATURE_HTTP_HEADER_NAME, messagingApi, validateSignature } from '@line/bot-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import type { OwnAccount } from '#network/network.ts';
import { testPicture } from '#testing/network-days.ts';
import { fakeLine, type FakeLine } from '#testing/line/fake-line.ts';

/**
 * LINE's own library says what a call looks like and what is signed: what it sends and what we send are the same, our fake takes its calls,
 * and both believe the same signatures (decisions/0072).
 */
const network = lineNetwork();
const token = 'x'.repeat(40);
const person = `U${'0'.repeat(31)}1`;
const key = 'k'.repeat(20);
const ctxFor = (url: string): Ctx =>
	({
		now: new Date('2026-11-24T02:00:00Z'),
		log: silent,
		locale: 'zh-TW',
		settings: readSettings({ LINE_URL: url }),
	}) as Ctx;

describe('a call', () => {
	interface Call {
		method: string;
		path: string;
		body: unknown;
		authorization: string | undefined;
		type: string | undefined;
		retryKey: string | undefined;
	}
	let server: http.Server;
	let url: string;
	let calls: Call[] = [];
	/** Something of everything that is asked for. */
	const answer = JSON.stringify({
		type: 'none',
		totalUsage: 0,
		status: 'unready',
		userId: person,
		basicId: '@x',
		displayName: '阿雄',
	});
	const account: OwnAccount = { id: person, connection: { token }, app: null, note: () => undefined };
	beforeAll(async () => {
		server = http.createServer((request, response) => {
			let text = '';
			request.on('data', (part: Buffer) => (text += part.toString()));
			request.on('end', () => {
				const { authorization, 'content-type': type, 'x-line-retry-key': retryKey } = request.headers;
				calls.push({
					method: request.method ?? '',
					path: request.url ?? '',
					body: text ? JSON.parse(text) : null,
					authorization,
					type: text ? type?.split(';')[0] : undefined,
					retryKey: retryKey as string | undefined,
				});
				response.writeHead(200, { 'content-type': 'application/json', 'x-line-request-id': '1' }).end(answer);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	beforeEach(() => void (calls = []));

	const theirs = () => new messagingApi.MessagingApiClient({ channelAccessToken: token, baseURL: url });
	/** What was called; what our side made of an empty answer is tried elsewhere. */
	const called = async (call: Promise<unknown>): Promise<Call[]> => {
		calls = [];
		await call.catch(() => undefined);
		return calls;
	};
	const text = { type: 'text', text: '開缸了 👨‍👩‍👧‍👦' } as const;
	const image = { type: 'image', originalContentUrl: testPicture.url, previewImageUrl: testPicture.url } as const;
	const post = { text: text.text, link: null, pictures: [testPicture] };

	it.each([
		[
			'a post',
			() => network.publish(ctxFor(url), account, post, key),
			(retry: string) => theirs().broadcast({ messages: [image, text] }, retry),
		],
		[
			'a message',
			() => network.message!(ctxFor(url), account, person, text.text, key),
			(retry: string) => theirs().pushMessage({ to: person, messages: [text] }, retry),
		],
		['whose account it is', () => network.check(ctxFor(url), account), () => theirs().getBotInfo()],
		['who wrote', () => network.readPerson!(ctxFor(url), account, person), () => theirs().getProfile(person)],
		[
			'where to call',
			() =>
				network.subscribe!(
					ctxFor(url),
					{ ...account, connection: { token, secret: 's' } },
					{ url: 'https://soy.example/webhooks/line', word: 'w' },
				),
			() => theirs().setWebhookEndpoint({ endpoint: 'https://soy.example/webhooks/line' }),
		],
	] as const)('%s looks as LINE’s own library makes it', async (_what, ours, same) => {
		const [mine] = await called(ours());
		const [own] = await called(same(mine?.retryKey ?? ''));
		// A reading call says no type and sends no key.
		expect(mine).toEqual({ ...own, retryKey: own?.retryKey || undefined });
		expect(mine?.authorization).toBe(`Bearer ${token}`);
	});

	it('what a post will cost is asked as LINE’s own library asks', async () => {
		const said = (all: Call[]) => all.map(({ method, path }) => `${method} ${path}`).sort();
		const mine = await called(network.cost!(ctxFor(url), account, post));
		const counting = new insight.InsightClient({ channelAccessToken: token, baseURL: url });
		calls = [];
		await theirs().getMessageQuota();
		await theirs().getMessageQuotaConsumption();
		await counting.getNumberOfFollowers('20261123');
		const own = calls;
		expect(said(mine)).toEqual(said(own));
	});
});

describe('our fake', () => {
	let fake: FakeLine;
	beforeAll(async () => void (fake = await fakeLine(() => new Date('2026-11-24T02:00:00Z'))));
	afterAll(() => fake.close());

	const client = (channelAccessToken: string) =>
		new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: fake.url });

	it('is taken for LINE by its own library, and takes a key once', async () => {
		const own = client(fake.token);
		expect((await own.getBotInfo()).displayName).toBe('阿雄醬油');
		const before = fake.sent.length;
		const retry = '123e4567-e89b-42d3-a456-426614174000';
		const messages = [{ type: 'text' as const, text: '開缸' }];
		await own.broadcast({ messages }, retry);
		await expect(own.broadcast({ messages }, retry)).rejects.toMatchObject({ status: 409 });
		expect(fake.sent.length - before).toBe(1);
		await expect(client('wrong').getBotInfo()).rejects.toMatchObject({ status: 401 });
	});

	it('signs as LINE signs, and we believe what its own library believes, nothing else', () => {
		const { raw, headers } = fake.call([fake.wrote('美玲', { type: 'text', text: '還有豆腐乳嗎？😀' })]);
		const signed = headers.get(LINE_SIGNATURE_HTTP_HEADER_NAME)!;
		const accounts = [{ id: `U${'0'.repeat(32)}`, connection: { token, secret: fake.secret } }];
		const hear = (bytes: Buffer, signature: string) =>
			network.webhook!.hear(
				ctxFor(fake.url),
				{},
				new Headers({ [LINE_SIGNATURE_HTTP_HEADER_NAME]: signature }),
				bytes,
				'',
				accounts,
			);
		const other = Buffer.from(raw.toString().replace('豆腐乳', '醬油'));
		const cases: [Buffer, string, boolean][] = [
			[raw, signed, true],
			[other, signed, false],
			[raw, signed.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')), false],
			[raw, signed.slice(0, -4), false],
			[raw, '', false],
			[raw, 'not base64 !', false],
			[Buffer.alloc(0), signed, false],
		];
		for (const [bytes, signature, good] of cases) {
			expect([signature, validateSignature(bytes, fake.secret, signature)]).toEqual([signature, good]);
			expect([signature, hear(bytes, signature) !== null]).toEqual([signature, good]);
		}
		expect(hear(raw, signed)).toMatchObject([{ message: { kind: 'text', text: '還有豆腐乳嗎？😀' } }]);
	});
});
