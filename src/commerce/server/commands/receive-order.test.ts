import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	connectShop,
	listOrders,
	matchJoined,
	readRevenue,
	receiveOrder,
	recordOrder,
	renewSecret,
	retireShop,
	sign,
} from '#commerce/server/index.ts';
import { sowMember } from '#commerce/server/sow.ts';

let place: TestSite;
let secret: string;
let shop: number;
const owner: Actor = { kind: 'member', member: 1, name: '阿雄', handle: 'hsiung', role: 'owner' };
beforeAll(async () => {
	place = await testSite();
	({ secret, id: shop } = await connectShop(place.as(owner), { name: '網路商店', handle: 'shop' }));
});
afterAll(() => place.close());

let serial = 0;
beforeEach(() => void place.clock.set(new Date('2026-11-24T02:00:00Z')));

const event = (given: Record<string, unknown> = {}, order: Record<string, unknown> = {}): Record<string, unknown> => {
	serial++;
	return {
		id: `evt-${serial}`,
		type: 'order.paid',
		order: {
			id: `order-${serial}`,
			email: 'mei@example.com',
			currency: 'TWD',
			total: 1280,
			placed: '2026-11-24T01:59:00Z',
			items: [{ sku: 'clear', name: '壺底蔭油清', quantity: 4, amount: 1280 }],
			...order,
		},
		...given,
	};
};
const send = (body: unknown, headers?: Record<string, string>, source = 'shop') => {
	const raw = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return receiveOrder(place.as(visitor), {
		source,
		raw,
		headers: new Headers(headers ?? { 'homecourt-signature': sign(secret, raw, place.clock.now()) }),
	});
};
const everything = async () =>
	(
		await place.site.sql`
		select (select jsonb_agg(o order by id) from commerce.order o) as orders, (select jsonb_agg(e order by id) from commerce.order_entry e) as entries,
			(select count(*) from commerce.order_item) as items, (select count(*) from platform.event where name like 'order.%') as facts`
	)[0];
const left = async (externalId: unknown) =>
	Number(
		(
			await place.site.sql`
		select coalesce(sum(e.amount), 0)::bigint as left from commerce.order_entry e join commerce.order o on o.id = e."order"
		where o.external_id = ${String(externalId)}`
		)[0]?.['left'],
	);
const unchanged = async (work: () => Promise<unknown>, expected: object) => {
	const before = await everything();
	await expect(work()).rejects.toMatchObject(expected);
	expect(await everything()).toEqual(before);
};

describe('a signed order', () => {
	it('is written once, with its lines and its fact', async () => {
		const paid = event();
		expect(await send(paid)).toEqual({
			event: paid['id'],
			order: `order-${serial}`,
			type: 'order.paid',
			amount: 1280,
			currency: 'TWD',
			received: '2026-11-24T02:00:00.000Z',
		});
		const { orders } = await listOrders(place.as(owner), {});
		expect(orders[0]).toMatchObject({
			externalId: `order-${serial}`,
			paid: 1280,
			refunded: 0,
			email: 'mei@example.com',
			member: null,
			items: [{ sku: 'clear', quantity: 4 }],
		});
		expect(await place.site.sql`select count(*) as n from platform.event where name = 'order.paid'`).toEqual([
			{ n: 1 },
		]);
	});

	it.each(['hex', 'base64'] as const)('may be signed over the body alone, in %s', async (encoding) => {
		const raw = Buffer.from(JSON.stringify(event()));
		await expect(
			send(raw, { 'x-homecourt-hmac-sha256': createHmac('sha256', secret).update(raw).digest(encoding) }),
		).resolves.toMatchObject({ amount: 1280 });
	});

	it('is answered the same when it comes again, also much later and under another number', async () => {
		const paid = event();
		const first = await send(paid);
		const before = await everything();
		place.clock.advance(86_400_000);
		expect(await send(paid)).toEqual(first);
		expect(await send({ ...paid, id: 'another-number' })).toEqual({ ...first, event: 'another-number' });
		expect(await everything()).toEqual(before);
	});

	it('is counted once when fifty calls bring it at the same moment', async () => {
		const paid = event();
		const answers = await Promise.all(Array.from({ length: 50 }, () => send(paid)));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await left(`order-${serial}`)).toBe(1280);
		expect(
			await place.site
				.sql`select count(*) as n from platform.event where data->>'order' = (select id::text from commerce.order where external_id = ${`order-${serial}`})`,
		).toEqual([{ n: 1 }]);
	});

	it('is given back in parts, never more than was paid, also when the parts come at once', async () => {
		const paid = event();
		await send(paid);
		const order = paid['order'] as Record<string, unknown>;
		const results = await Promise.allSettled(
			Array.from({ length: 20 }, (_, n) =>
				send({ id: `ref-${serial}-${n}`, type: 'order.refunded', order, refund: { id: `r${n}`, amount: 300 } }),
			),
		);
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
		expect(await left(order['id'])).toBe(80);
		await unchanged(
			() => send({ id: `ref-${serial}-x`, type: 'order.refunded', order, refund: { id: 'x', amount: 81 } }),
			{ code: 'order.refund-exceeds', status: 422 },
		);
		expect(await send({ id: `ref-${serial}-rest`, type: 'order.refunded', order })).toMatchObject({ amount: -80 });
		expect(await left(order['id'])).toBe(0);
	});

	it('counts one refund once, whatever the numbers of its events', async () => {
		const paid = event();
		await send(paid);
		const refund = { type: 'order.refunded', order: paid['order'], refund: { id: 'R1', amount: 100 } };
		await send({ id: `a-${serial}`, ...refund });
		await send({ id: `b-${serial}`, ...refund });
		expect(await left(`order-${serial}`)).toBe(1180);
	});

	it('may be cancelled: no money moves, and a refund may follow', async () => {
		const paid = event();
		await send(paid);
		expect(await send({ id: `c-${serial}`, type: 'order.cancelled', order: paid['order'] })).toMatchObject({
			type: 'order.cancelled',
			amount: 0,
		});
		expect(await left(`order-${serial}`)).toBe(1280);
		await send({ id: `d-${serial}`, type: 'order.refunded', order: paid['order'] });
		expect(await left(`order-${serial}`)).toBe(0);
	});
});

describe('what is refused changes nothing', () => {
	it.each([
		['no signature', {}, 'webhook.unsigned'],
		['a wrong one', { 'homecourt-signature': `t=1795485600,v1=${'a'.repeat(64)}` }, 'webhook.signature-wrong'],
		['half a one', { 'homecourt-signature': 't=1795485600' }, 'webhook.signature-wrong'],
		['nonsense', { 'homecourt-signature': 't=__proto__,v1=%00' }, 'webhook.signature-wrong'],
		['a wrong plain one', { 'x-homecourt-hmac-sha256': 'A'.repeat(43) + '=' }, 'webhook.signature-wrong'],
		['an empty plain one', { 'x-homecourt-hmac-sha256': '' }, 'webhook.signature-wrong'],
	])('%s', (_name, headers, code) => unchanged(() => send(event(), headers), { code, status: 401 }));

	it('a signature of another time, body or secret', async () => {
		const raw = Buffer.from(JSON.stringify(event()));
		const at = (offset: number, key = secret) => sign(key, raw, new Date(place.clock.now().getTime() + offset * 1000));
		await unchanged(() => send(raw, { 'homecourt-signature': at(-301) }), { code: 'webhook.signature-old' });
		await unchanged(() => send(raw, { 'homecourt-signature': at(301) }), { code: 'webhook.signature-old' });
		await unchanged(() => send(raw, { 'homecourt-signature': at(0, `${secret}x`) }), {
			code: 'webhook.signature-wrong',
		});
		await unchanged(() => send(Buffer.concat([raw, Buffer.from(' ')]), { 'homecourt-signature': at(0) }), {
			code: 'webhook.signature-wrong',
		});
		const plain = createHmac('sha256', secret).update(raw).digest('hex');
		await unchanged(() => send(raw, { 'homecourt-signature': at(-9_999), 'x-homecourt-hmac-sha256': plain }), {
			code: 'webhook.signature-old',
		});
		await expect(send(raw, { 'homecourt-signature': at(-299) })).resolves.toMatchObject({ amount: 1280 });
	});

	it('an unknown, a retired and a secretless source', async () => {
		for (const source of ['nobody', '../shop', '__proto__', 'shop\u0000', "shop' or 1=1"])
			await unchanged(() => send(event(), undefined, source), { status: 404 });
		const { id } = await connectShop(place.as(owner), { name: '舊商店', handle: 'old' });
		await retireShop(place.as(owner), { source: id });
		await unchanged(() => send(event(), undefined, 'old'), { status: 404 });
		await recordOrder(place.as(owner), { event: event() as never });
		await unchanged(
			() => send(event(), { 'homecourt-signature': sign('', Buffer.from('{}'), place.clock.now()) }, 'reported'),
			{ code: 'webhook.unsigned', status: 401 },
		);
	});

	it('the former secret after a new one was made', async () => {
		const { secret: second, id } = await connectShop(place.as(owner), { name: '門市', handle: 'store' });
		const raw = Buffer.from(JSON.stringify(event()));
		const third = (await renewSecret(place.as(owner), { source: id })).secret;
		await unchanged(() => send(raw, { 'homecourt-signature': sign(second, raw, place.clock.now()) }, 'store'), {
			code: 'webhook.signature-wrong',
		});
		await expect(
			send(raw, { 'homecourt-signature': sign(third, raw, place.clock.now()) }, 'store'),
		).resolves.toBeTruthy();
		const [kept] = await place.site.sql`select string_agg(encode(secret, 'escape'), ' ') as text from commerce.source`;
		expect(kept?.['text']).not.toContain(third);
	});

	it.each<[string, () => unknown, object]>([
		['a body of 257 kB', () => Buffer.alloc(257 * 1024, 32), { status: 413 }],
		['no JSON', () => '{"id":', { status: 400 }],
		['invalid UTF-8', () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), { status: 400 }],
		['a list', () => [event()], { status: 422 }],
		['nothing', () => 'null', { status: 422 }],
		['an unknown kind', () => event({ type: 'order.shipped' }), { status: 422, code: 'order.type-unknown' }],
		['a kind from the prototype', () => event({ type: 'constructor' }), { status: 422 }],
		['a kind that is a list', () => event({ type: ['order.paid'] }), { status: 422 }],
		['keys of the prototype', () => JSON.stringify(event()).replace('{', '{"__proto__":{"id":"x"},'), { status: 422 }],
		[
			'keys of the prototype inside',
			() => JSON.stringify(event()).replace('"order":{', '"order":{"__proto__":{"total":1},'),
			{ status: 422 },
		],
		['an unknown field', () => event({ surprise: 1 }), { status: 422 }],
		['a NUL', () => event({}, { id: 'a\u0000b' }), { status: 422 }],
		['half a character', () => JSON.stringify(event()).replace('order-', '\\ud800'), { status: 422 }],
		[
			'a long title',
			() => event({}, { items: [{ name: 'x'.repeat(10_000), quantity: 1, amount: 1 }] }),
			{ status: 422 },
		],
		['a fraction', () => event({}, { total: 12.5 }), { status: 422 }],
		['a negative sum', () => event({}, { total: -1 }), { status: 422 }],
		['a sum beyond numbers', () => JSON.stringify(event()).replace('1280', '1e999'), { status: 422 }],
		['a sum in words', () => event({}, { total: '1280' }), { status: 422 }],
		['no address', () => event({}, { email: 'mei' }), { status: 422 }],
		['no currency', () => event({}, { currency: 'twd' }), { status: 422 }],
		['no time', () => event({}, { placed: 'yesterday' }), { status: 422 }],
		['the day after tomorrow', () => event({ occurred: '2026-11-26T00:00:00Z' }), { status: 422 }],
		['a refund with a payment', () => event({ refund: { id: 'x', amount: 1 } }), { status: 422 }],
		['a refund of nothing known', () => event({ type: 'order.refunded' }), { status: 409, code: 'order.not-paid' }],
	])('%s', (_name, body, expected) => unchanged(() => send(body()), expected));

	it('another event under a number that is taken', async () => {
		const paid = event();
		await send(paid);
		const taken = paid['id'];
		await unchanged(() => send(event({ id: taken })), { code: 'order.event-reused', status: 409 });
		await unchanged(() => send({ ...paid, type: 'order.refunded' }), { code: 'order.event-reused', status: 409 });
	});

	it('a refund in another currency', async () => {
		const paid = event();
		await send(paid);
		await unchanged(
			() =>
				send({ id: `u-${serial}`, type: 'order.refunded', order: { ...(paid['order'] as object), currency: 'USD' } }),
			{ code: 'order.currency-differs' },
		);
	});

	it('the ledger itself', async () => {
		await expect(place.site.sql`update commerce.order_entry set amount = 1`).rejects.toThrow(/ledger/);
		await expect(place.site.sql`delete from commerce.order_entry`).rejects.toThrow(/ledger/);
	});

	it('people who may not', async () => {
		const member: Actor = { ...owner, role: 'member' };
		for (const actor of [visitor, member]) {
			await expect(listOrders(place.as(actor), {})).rejects.toMatchObject({ status: actor === visitor ? 401 : 403 });
			await expect(recordOrder(place.as(actor), { event: event() as never })).rejects.toMatchObject({
				status: actor === visitor ? 401 : 403,
			});
			await expect(connectShop(place.as(actor), { name: 'x', handle: 'x' })).rejects.toMatchObject({
				status: actor === visitor ? 401 : 403,
			});
		}
		await expect(renewSecret(place.as({ ...owner, role: 'editor' }), { source: shop })).rejects.toMatchObject({
			status: 403,
		});
	});
});

describe('the buyer', () => {
	it('is found by the address, whatever its case, when the order arrives', async () => {
		const member = await sowMember(place.site.sql, { email: 'lin@example.com' });
		await send(event({}, { email: 'LIN@example.com' }));
		expect((await listOrders(place.as(owner), { member })).orders).toHaveLength(1);
	});

	it('is found later, when that person joins', async () => {
		await send(event({}, { email: 'late@example.com' }));
		await send(event({}, { email: 'late@example.com' }));
		const member = await sowMember(place.site.sql, { email: 'Late@example.com' });
		const joined = {
			name: 'member.joined',
			about: `member:${member}`,
			actor: null,
			data: { member },
			occurred: place.clock.now().toISOString(),
		};
		await matchJoined.run(place.system(), joined);
		await matchJoined.run(place.system(), joined);
		expect((await listOrders(place.as(owner), { member })).orders).toHaveLength(2);
		expect(await place.site.sql`select count(*) as n from platform.event where name = 'order.matched'`).toEqual([
			{ n: 2 },
		]);
	});
});

describe('readRevenue', () => {
	it('sums by currency and by the days of the site', async () => {
		const late = event({ occurred: '2026-10-01T15:59:59Z' }, { total: 100, currency: 'USD' });
		const next = event({ occurred: '2026-10-01T16:00:00Z' }, { total: 50, currency: 'USD' });
		await send(late);
		await send(next);
		await send({
			id: `z-${serial}`,
			type: 'order.refunded',
			occurred: '2026-10-02T01:00:00Z',
			order: late['order'],
			refund: { id: '1', amount: 30 },
		});
		const of = (from: string, to: string) => readRevenue(place.as(owner), { from, to });
		expect(await of('2026-10-01', '2026-10-01')).toEqual([
			{ currency: 'USD', orders: 1, paid: 100, refunded: 0, net: 100 },
		]);
		expect(await of('2026-10-02', '2026-10-02')).toEqual([
			{ currency: 'USD', orders: 1, paid: 50, refunded: 30, net: 20 },
		]);
		expect(await of('2026-10-03', '2026-10-03')).toEqual([]);
	});
});
