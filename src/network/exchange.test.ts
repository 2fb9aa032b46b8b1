import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { exchange } from '#network/exchange.ts';
import { dropProxy, type DropProxy, type ProxyPlan } from '#testing/drop-proxy.ts';

let server: http.Server;
let line: DropProxy;
let heard = 0;
beforeAll(async () => {
	server = http.createServer((_request, response) => {
		heard++;
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	line = await dropProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
	await line.close();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => void (heard = 0));

/** The line does this with each connection, the last with all after it. */
const plan = (...plans: ProxyPlan[]): number[] => {
	const tried: number[] = [];
	line.plan = () => plans[Math.min(tried.push(1), plans.length) - 1]!;
	return tried;
};
const ask = (more: { again?: boolean; creating?: boolean; method?: 'GET' | 'POST' }) =>
	exchange({ method: 'GET', url: line.url, creating: false, ...more });

it.each(['drop-answer', 'cut-request', 'refuse'] as const)(
	'a line that breaks once (%s) is no outage for a question that may be asked again',
	async (broken) => {
		const tried = plan(broken, 'pass');
		expect(await ask({ again: true })).toMatchObject({ status: 200 });
		expect(tried).toHaveLength(2);
		expect(heard).toBe(broken === 'drop-answer' ? 2 : 1);
	},
);

it('a line that breaks twice is one, and is not knocked at for ever', async () => {
	const tried = plan('refuse');
	await expect(ask({ again: true })).rejects.toMatchObject({ trouble: 'transient' });
	expect(tried).toHaveLength(2);
});

it('what is good for one call alone, and what makes something, is never called again by itself', async () => {
	for (const [more, trouble] of [
		[{}, 'transient'],
		[{ method: 'POST', creating: true }, 'unknown-outcome'],
	] as const) {
		const tried = plan('drop-answer', 'pass');
		heard = 0;
		await expect(ask(more)).rejects.toMatchObject({ trouble });
		expect([tried.length, heard]).toEqual([1, 1]);
	}
});
