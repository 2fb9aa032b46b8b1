import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchOutside, reachableByAll } from '#platform/outside/fetch-outside.ts';

let asked: string[] = [];
let base = '';
const server = http.createServer((request, response) => {
	asked.push(request.url ?? '');
	if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
	if (request.url === '/away') return void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
	if (request.url === '/endless') {
		const more = (): void =>
			void (response.write('x'.repeat(10_000)) ? setImmediate(more) : response.once('drain', more));
		return more();
	}
	if (request.url === '/silent') return undefined;
	return void response.end('hello');
});
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close().closeAllConnections());
const call = { bytes: 100_000, milliseconds: 5_000 };

describe('fetchOutside', () => {
	it.each([
		'127.0.0.1',
		'10.1.2.3',
		'192.168.0.1',
		'169.254.169.254',
		'::1',
		'::ffff:127.0.0.1',
		'fe80::1',
		'fd00::1',
		'0.0.0.0',
		'100.64.0.1',
		'not an address',
	])('takes %s for no address of the internet', (address) => expect(reachableByAll(address)).toBe(false));

	it.each(['1.1.1.1', '2606:4700::1111'])('takes %s for one', (address) => expect(reachableByAll(address)).toBe(true));

	it('never asks an address of the own network, by number or by name', async () => {
		asked = [];
		const port = new URL(base).port;
		for (const address of [base, `http://localhost:${port}/`, `http://2130706433:${port}/`, `http://[::1]:${port}/`]) {
			await expect(fetchOutside(address, call), address).rejects.toMatchObject({ code: 'outside.forbidden' });
		}
		expect(asked).toEqual([]);
	});

	it.each(['file:///etc/passwd', 'ftp://example.com/', 'http://a:b@example.com/', 'nonsense', ''])(
		'refuses %s',
		async (address) => {
			await expect(fetchOutside(address, call)).rejects.toMatchObject({ code: 'outside.forbidden' });
		},
	);

	it('answers where the operator allows it, and ends what does not end', async () => {
		const here = { ...call, privateToo: true };
		expect((await fetchOutside(`${base}/x`, here)).body.toString()).toBe('hello');
		await expect(fetchOutside(`${base}/loop`, here)).rejects.toMatchObject({ code: 'outside.unreachable' });
		await expect(fetchOutside(`${base}/away`, here)).rejects.toMatchObject({ code: 'outside.forbidden' });
		await expect(fetchOutside(`${base}/endless`, here)).rejects.toMatchObject({ code: 'outside.too-large' });
		await expect(fetchOutside(`${base}/silent`, { ...here, milliseconds: 50 })).rejects.toMatchObject({
			code: 'outside.too-slow',
		});
	});
});
