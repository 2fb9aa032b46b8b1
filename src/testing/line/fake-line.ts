import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeFault } from '#testing/fake-server.ts';

/**
 * LINE's Messaging API as far as the product asks it: strict, with a memory and a clock. Read in LINE's OpenAPI files:
 * paths, shapes, one to five messages, the retry key on messages to many alone. From memory: that a key is known for a
 * day, the text of the monthly limit.
 */
export interface FakeLine {
	url: string;
	token: string;
	/** The secret of the channel, with which its calls are signed. */
	secret: string;
	/** Where it was asked to call. */
	endpoint: string | null;
	/** What was sent to one person. */
	pushed: { to: string; text: string }[];
	/** The signed call that tells of these events. */
	call(events: readonly object[]): { raw: Buffer; headers: Headers };
	/** The event of somebody who writes. */
	wrote(person: string, message: object): object;
	/** Every message that went out, by what its retry key was and by the number of the call that sent it. */
	sent: { key: string | null; request: string; messages: { type: string; text?: string }[] }[];
	quota: number;
	used: number;
	followers: number;
	/** The next broadcasts meet these. */
	faults: FakeFault[];
	revoked: boolean;
	close(): Promise<void>;
}

const day = 86_400_000;
type Answer = [status: number, body: object, headers?: Record<string, string>];

export async function fakeLine(clock: () => Date): Promise<FakeLine> {
	const keys = new Map<string, { request: string; until: number }>();
	const people = new Map<string, string>();
	let number = 500_000_000_000_000_000n;
	const server = http.createServer((request, response) => {
		let text = '';
		request.on('data', (part: Buffer) => (text += part.toString()));
		request.on('end', () => {
			const [status, body, headers] = answer(request, text);
			const id = { 'x-line-request-id': randomUUID() };
			response.writeHead(status, { 'content-type': 'application/json', ...id, ...headers }).end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

	function answer({ method, url = '', headers }: http.IncomingMessage, text: string): Answer {
		const { pathname, searchParams } = new URL(url, 'http://line.invalid');
		if (headers.authorization !== `Bearer ${fake.token}` || fake.revoked)
			return [401, { message: 'Authentication failed due to the following reason: invalid token.' }];
		const key = headers['x-line-retry-key'];
		if (method === 'POST' && pathname === '/v2/bot/message/broadcast')
			return broadcast(text, typeof key === 'string' ? key : null);
		if (method === 'POST' && pathname === '/v2/bot/message/push')
			return push(text, typeof key === 'string' ? key : null);
		if (key) return [400, { message: 'The retry key is not supported here' }];
		if (method === 'PUT' && pathname === '/v2/bot/channel/webhook/endpoint') {
			const { endpoint } = JSON.parse(text) as { endpoint?: string };
			if (!endpoint || !/^https:/.test(endpoint)) return [400, { message: 'Invalid webhook endpoint URL' }];
			fake.endpoint = endpoint;
			return [200, {}];
		}
		if (method !== 'GET') return [405, { message: 'Method Not Allowed' }];
		if (pathname === '/v2/bot/info')
			return [
				200,
				{
					userId: `U${'0'.repeat(32)}`,
					basicId: '@hsiung',
					displayName: '阿雄醬油',
					chatMode: 'chat',
					markAsReadMode: 'auto',
				},
			];
		const person = /^\/v2\/bot\/profile\/(U[0-9a-f]{32})$/.exec(pathname)?.[1];
		if (person)
			return people.has(person)
				? [200, { userId: person, displayName: people.get(person), language: 'zh-TW' }]
				: [404, { message: 'Not found' }];
		if (pathname === '/v2/bot/message/quota') return [200, { type: 'limited', value: fake.quota }];
		if (pathname === '/v2/bot/message/quota/consumption') return [200, { totalUsage: fake.used }];
		if (pathname === '/v2/bot/insight/message/event') {
			const request = searchParams.get('requestId') ?? '';
			if (!fake.sent.some((one) => one.request === request)) return [404, { message: 'Not found' }];
			// Below twenty people nothing is told.
			const enough = fake.followers >= 20;
			const overview = { requestId: request, uniqueImpression: enough ? 44 : null, uniqueClick: enough ? 12 : null };
			return [200, { overview, messages: [], clicks: [] }];
		}
		if (pathname === '/v2/bot/insight/followers')
			return /^\d{8}$/.test(searchParams.get('date') ?? '')
				? [200, { status: 'ready', followers: fake.followers + 3, targetedReaches: fake.followers, blocks: 3 }]
				: [400, { message: 'date is required' }];
		return [404, { message: 'Not found' }];
	}

	function push(text: string, key: string | null): Answer {
		const fault = fake.faults.shift();
		if (fault === '500-before') return [500, { message: 'Internal Server Error' }];
		if (fault === 'rate-limit') return [429, { message: 'The API rate limit has been exceeded. Try again later.' }];
		const known = key ? keys.get(key) : undefined;
		if (known && known.until > clock().getTime())
			return [409, { message: 'The retry key is already accepted' }, { 'x-line-accepted-request-id': known.request }];
		const { to = '', messages = [] } = JSON.parse(text) as {
			to?: string;
			messages?: { type: string; text?: string }[];
		};
		if (!/^U[0-9a-f]{32}$/.test(to)) return [400, { message: "The property, 'to', in the request body is invalid" }];
		if (!people.has(to)) return [400, { message: 'Failed to send messages' }];
		if (messages.length < 1 || messages.length > 5 || messages.some((one) => !one.text || one.text.length > 5000))
			return [400, { message: 'The request body has 1 error(s)' }];
		if (fake.used + 1 > fake.quota) return [429, { message: 'You have reached your monthly limit.' }];
		if (key) keys.set(key, { request: randomUUID(), until: clock().getTime() + day });
		fake.used++;
		fake.pushed.push(...messages.map((one) => ({ to, text: one.text ?? '' })));
		const sentMessages = messages.map(() => ({ id: String(number++), quoteToken: randomUUID() }));
		return fault === '500-after' ? [500, { message: 'Internal Server Error' }] : [200, { sentMessages }];
	}

	function broadcast(text: string, key: string | null): Answer {
		const fault = fake.faults.shift();
		if (fault === 'revoked')
			return [401, { message: 'Authentication failed due to the following reason: invalid token.' }];
		if (fault === 'permission') return [403, { message: 'Not authorized' }];
		if (fault === '500-before') return [500, { message: 'Internal Server Error' }];
		if (fault === 'rate-limit') return [429, { message: 'The API rate limit has been exceeded. Try again later.' }];
		if (key && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key))
			return [400, { message: 'Invalid retry key' }];
		const known = key ? keys.get(key) : undefined;
		if (known && known.until > clock().getTime())
			return [409, { message: 'The retry key is already accepted' }, { 'x-line-accepted-request-id': known.request }];
		const { messages, ...more } = JSON.parse(text) as { messages: { type: string; text?: string }[] };
		if (Object.keys(more).some((name) => name !== 'notificationDisabled'))
			return [400, { message: 'Unknown property' }];
		if (!Array.isArray(messages) || messages.length < 1 || messages.length > 5)
			return [
				400,
				{
					message: 'The request body has 1 error(s)',
					details: [{ message: 'Size must be between 1 and 5', property: 'messages' }],
				},
			];
		if (messages.some((one) => one.type === 'text' && (!one.text || one.text.length > 5000)))
			return [
				400,
				{
					message: 'The request body has 1 error(s)',
					details: [{ message: 'Length must be between 0 and 5000', property: 'messages[0].text' }],
				},
			];
		if (fake.used + fake.followers > fake.quota) return [429, { message: 'You have reached your monthly limit.' }];
		const request = randomUUID();
		if (key) keys.set(key, { request, until: clock().getTime() + day });
		fake.used += fake.followers;
		fake.sent.push({ key, request, messages });
		if (fault === '500-after') return [500, { message: 'Internal Server Error' }];
		return [200, {}, { 'x-line-request-id': request }];
	}

	const fake: FakeLine = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		token: `${randomUUID()}${randomUUID()}=`,
		secret: randomBytes(16).toString('hex'),
		endpoint: null,
		pushed: [],
		call(events) {
			const raw = Buffer.from(JSON.stringify({ destination: `U${'0'.repeat(32)}`, events }));
			const signature = createHmac('sha256', fake.secret).update(raw).digest('base64');
			return { raw, headers: new Headers({ 'x-line-signature': signature, 'content-type': 'application/json' }) };
		},
		wrote(name, message) {
			const userId = `U${createHash('md5').update(name).digest('hex')}`;
			people.set(userId, name);
			return {
				type: 'message',
				mode: 'active',
				timestamp: clock().getTime(),
				source: { type: 'user', userId },
				webhookEventId: randomUUID(),
				deliveryContext: { isRedelivery: false },
				replyToken: randomBytes(16).toString('hex'),
				message: { id: String(number++), ...message },
			};
		},
		sent: [],
		quota: 1_000_000,
		used: 0,
		followers: 61,
		faults: [],
		revoked: false,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return fake;
}
