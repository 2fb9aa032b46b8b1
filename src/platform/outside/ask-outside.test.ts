import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOutside } from '#platform/outside/ask-outside.ts';
import { mayReach, readRanges } from '#platform/outside/may-reach.ts';
import { readSettings } from '#platform/settings.ts';

let server: http.Server;
let base: string;
const asked: string[] = [];
beforeAll(async () => {
	server = http.createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
		else if (request.url === '/inside') response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
		else if (request.url === '/hop') response.writeHead(303, { location: '/end' }).end();
		else if (request.url === '/large') response.end('x'.repeat(5000));
		else if (request.url !== '/silent') response.end('here');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const closed = readSettings({});
const open = readSettings({ REACHABLE: '127.0.0.1' });

describe('the inside', () => {
	it.each([
		'127.0.0.1',
		'10.1.2.3',
		'172.16.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.0.1',
		'0.0.0.0',
		'255.255.255.255',
		'224.0.0.1',
		'192.0.2.1',
		'::1',
		'::',
		'fe80::1',
		'fd00::1',
		'::ffff:127.0.0.1',
		'::ffff:10.0.0.1',
		'64:ff9b::7f00:1',
		'2002:7f00:1::',
		'not-an-address',
	])('%s is not reached', (address) => expect(mayReach(address, [])).toBe(false));
	it.each(['93.184.216.34', '2606:4700::1111', '::ffff:93.184.216.34'])('%s is', (address) =>
		expect(mayReach(address, [])).toBe(true),
	);
	it('opens for what the operator names alone', () => {
		const ranges = readRanges('10.0.0.0/8, ::1');
		expect(mayReach('10.9.9.9', ranges)).toBe(true);
		expect(mayReach('::1', ranges)).toBe(true);
		expect(mayReach('127.0.0.1', ranges)).toBe(false);
	});
});

describe('askOutside', () => {
	it('refuses the inside however it is written, and never connects', async () => {
		const port = new URL(base).port;
		for (const address of [
			base,
			`http://localhost:${port}/`,
			'http://localhost/',
			'http://2130706433/',
			'http://0x7f.1/',
			'http://[::1]/',
			'http://[::ffff:127.0.0.1]/',
		])
			await expect(askOutside(closed, address), address).rejects.toMatchObject({ reason: 'private' });
		expect(asked).toEqual([]);
		for (const address of ['file:///etc/passwd', 'ftp://example.com/', 'http://user:word@example.com/', 'nonsense'])
			await expect(askOutside(closed, address), address).rejects.toMatchObject({ reason: 'address' });
	});
	it('checks a name by what it means, not by what it says', async () => {
		// `localhost` is a name: it is looked up, and what it is looked up to is not among those that may be reached.
		await expect(
			askOutside(readSettings({ REACHABLE: '10.0.0.1' }), base.replace('127.0.0.1', 'localhost')),
		).rejects.toMatchObject({ reason: 'private' });
	});
	it('follows as many redirects as it may, never inside', async () => {
		expect(await askOutside(open, `${base}/hop`, { redirects: 1, method: 'POST', body: 'a=1' })).toMatchObject({
			status: 200,
			text: 'here',
			url: `${base}/end`,
		});
		expect(asked.at(-1)).toBe('GET /end');
		await expect(askOutside(open, `${base}/loop`, { redirects: 3 })).rejects.toMatchObject({ reason: 'redirects' });
		await expect(askOutside(open, `${base}/inside`, { redirects: 3 })).rejects.toMatchObject({ reason: 'private' });
		expect((await askOutside(open, `${base}/hop`)).status).toBe(303);
	});
	it('asks the own network for an operator who says so, stops when told, and hands over the bytes', async () => {
		const call = { privateToo: true };
		expect((await askOutside(closed, `${base}/x`, call)).body).toEqual(Buffer.from('here'));
		const stop = new AbortController();
		const asking = askOutside(closed, `${base}/silent`, { ...call, signal: stop.signal });
		stop.abort(new Error('stopped'));
		await expect(asking).rejects.toThrow('stopped');
	});
	it('ends what is too large or too slow', async () => {
		await expect(askOutside(open, `${base}/large`, { most: 4000 })).rejects.toMatchObject({ reason: 'too-large' });
		await expect(askOutside(open, `${base}/silent`, { timeout: 50 })).rejects.toMatchObject({ reason: 'timeout' });
		await expect(askOutside(open, 'http://127.0.0.1:1/')).rejects.toMatchObject({ reason: 'unreachable' });
	});
});
