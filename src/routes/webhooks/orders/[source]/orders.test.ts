import type { RequestEvent } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectShop, sign } from '#commerce/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { POST } from './+server.ts';

let place: TestSite;
let secret: string;
beforeAll(async () => {
	place = await testSite();
	({ secret } = await connectShop(place.system(), { name: '商店', handle: 'shop' }));
});
afterAll(() => place.close());

const send = (body: string | ReadableStream, headers: Record<string, string>): Promise<Response> => {
	const request = new Request('http://localhost/webhooks/orders/shop', {
		method: 'POST',
		body,
		headers,
		duplex: 'half',
	} as RequestInit);
	return POST({
		request,
		params: { source: 'shop' },
		locals: { ctx: place.as(), locale: 'en', front: { id: 'request-1' } },
	} as unknown as RequestEvent);
};
const order = JSON.stringify({
	id: 'e1',
	type: 'order.paid',
	order: { id: 'o1', currency: 'TWD', total: 1280, placed: '2026-11-24T01:00:00Z' },
});
const signed = (body: string): Record<string, string> => ({
	'content-type': 'application/json',
	'homecourt-signature': sign(secret, body, place.clock.now()),
});

it('answers a signed order, and its repetition with the same bytes', async () => {
	const first = await send(order, signed(order));
	expect(first.status).toBe(200);
	const again = await send(order, signed(order));
	expect([again.status, await again.text()]).toEqual([200, await first.text()]);
});

it('answers refusals as problem documents', async () => {
	const wrong = await send(order, { 'homecourt-signature': sign('other', order, place.clock.now()) });
	expect([wrong.status, wrong.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
	expect(await wrong.json()).toMatchObject({
		code: 'webhook.signature-wrong',
		title: expect.stringContaining('signature') as string,
	});
	const odd = JSON.stringify({ id: 'e2', type: 'order.paid', order: {} });
	expect(await (await send(odd, signed(odd))).json()).toMatchObject({
		code: 'input.invalid',
		fields: expect.arrayContaining([expect.objectContaining({ path: 'order.id' })]) as unknown,
	});
});

it('stops reading a body without an end', async () => {
	let given = 0;
	const endless = new ReadableStream({
		pull(controller) {
			given += 65_536;
			controller.enqueue(new Uint8Array(65_536));
		},
	});
	expect((await send(endless, {})).status).toBe(413);
	expect(given).toBeLessThan(1_000_000);
});
