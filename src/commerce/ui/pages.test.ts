import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { decimals, money } from '#commerce/ui/money.ts';
import Orders from '#commerce/ui/Orders.svelte';
import Shops from '#commerce/ui/Shops.svelte';
import { tryCommand } from '#commerce/ui/try-command.ts';

const now = new Date('2026-11-24T02:00:00Z');
const unsaid = /\b(?:commerce|orders|sources|form)\.[a-z-]+/;
const order = {
	id: 1,
	externalId: 'A-1',
	source: 'shop',
	email: 'mei@example.com',
	member: null,
	currency: 'TWD',
	paid: 1280,
	refunded: 280,
	placed: now,
	received: now,
	cancelled: now,
	items: [{ sku: 'a', name: '<b>蔭油</b>', quantity: 2, amount: 1280 }],
};

describe.each(['zh-TW', 'en'] as const)('the pages in %s', (locale) => {
	it('say everything', () => {
		const shared = { locale, timeZone: 'Asia/Taipei' };
		const full = render(Orders, { props: { ...shared, orders: [order], next: 1, first: false } }).body;
		expect(full).toContain('NT$1,000');
		expect(full).not.toContain('<b>蔭油');
		const source = { id: 1, handle: 'shop', name: '商店', orders: 1, lastReceived: null, secretMade: now };
		const shops = { ...shared, siteUrl: 'https://brand.example', now, tolerance: 300, mayConnect: true };
		const trouble = { message: 'x', fields: { handle: 'wrong' }, values: { name: 'n' } };
		const pages = [
			full,
			render(Orders, { props: { ...shared, orders: [], next: null, first: true } }).body,
			render(Shops, {
				props: { ...shops, sources: [source], made: { handle: 'shop', secret: 'whsec_x' }, trouble: null },
			}).body,
			render(Shops, { props: { ...shops, sources: [], made: null, trouble } }).body,
		];
		for (const html of pages) expect(html.replace(/<code>.*?<\/code>/gs, '')).not.toMatch(unsaid);
	});
});

describe('money', () => {
	it('writes what people write', () => {
		expect(money('zh-TW', 1280, 'TWD')).toBe('NT$1,280');
		expect(money('en', 1280, 'TWD')).toBe('NT$1,280');
		expect(money('zh-TW', -5, 'TWD')).toBe('-NT$5');
		expect(money('en', 1280, 'USD')).toBe('$12.80');
		expect(decimals('JPY')).toBe(0);
	});
});

describe('the command to try', () => {
	it('signs what it sends', () => {
		// A stand-in with openssl's arguments and answer: not every machine that runs this test has it.
		const openssl = `openssl() { '${process.execPath}' -e 'process.stdout.write(require("crypto").createHmac("sha256", process.argv[1]).update(require("fs").readFileSync(0)).digest("hex") + " *stdin")' "$4"; }`;
		const command = tryCommand('https://brand.example/webhooks/orders/shop', 'whsec_test', now);
		const script = `${openssl}\n${command.replace(/^curl.*$/m, 'printf "%s\\n%s\\n%s" "$T" "$V1" "$BODY"')}`;
		const [time, signature, body] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n');
		expect(signature).toBe(createHmac('sha256', 'whsec_test').update(`${time}.${body}`).digest('hex'));
		expect(JSON.parse(body ?? '')).toMatchObject({ type: 'order.paid' });
	});
});
