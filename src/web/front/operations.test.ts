import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Installation } from '#platform/installation/installation.ts';
import { createLog } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { createFront } from '#web/front/front.ts';

/** The front over an installation whose database is there or away. */
const state = { away: false };
const lines: string[] = [];
const asked = <T>(answer: T): Promise<T> => (state.away ? Promise.reject(new Error('away')) : Promise.resolve(answer));
const open = async (environment: Record<string, string>) => {
	const { server } = createFront(
		{
			product: { settings: readSettings(environment), log: createLog('error', {}, (line) => void lines.push(line)) },
			listSites: () => asked([]),
			knownSite: () => null,
			siteByHost: () => asked(null),
		} as unknown as Installation,
		{ talk: {} } as never,
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
let plain: { server: http.Server; url: string };
let guarded: { server: http.Server; url: string };
beforeAll(async () => {
	plain = await open({});
	guarded = await open({ METRICS_TOKEN: 'let-me-read' });
});
afterAll(() => {
	for (const { server } of [plain, guarded]) server.closeAllConnections();
	for (const { server } of [plain, guarded]) server.close();
});

describe('operations', () => {
	it('say that it is ready while the database answers, and alive also when it does not', async () => {
		expect((await fetch(`${plain.url}/readyz`)).status).toBe(200);
		state.away = true;
		const answer = await fetch(`${plain.url}/readyz`);
		expect([answer.status, await answer.text()]).toEqual([503, 'database does not answer\n']);
		expect((await fetch(`${plain.url}/healthz`)).status).toBe(200);
		state.away = false;
	});

	it.each([
		['the machine itself', 'plain', {}, 200],
		['somebody behind a proxy on this machine', 'plain', { 'x-forwarded-for': '203.0.113.9' }, 403],
		['a token where none is set', 'plain', { authorization: 'Bearer let-me-read', 'x-forwarded-for': '1.2.3.4' }, 403],
		[
			'the token, from elsewhere',
			'guarded',
			{ authorization: 'Bearer let-me-read', 'x-forwarded-for': '1.2.3.4' },
			200,
		],
		['a wrong token', 'guarded', { authorization: 'Bearer let-me', 'x-forwarded-for': '1.2.3.4' }, 403],
		['no token, from elsewhere', 'guarded', { 'x-forwarded-for': '1.2.3.4' }, 403],
	] as const)('give their figures to %s or not', async (_, which, headers, status) => {
		const answer = await fetch(`${(which === 'plain' ? plain : guarded).url}/metrics`, { headers });
		const text = await answer.text();
		expect(answer.status).toBe(status);
		if (status === 200) expect(text).toMatch(/^homecourt_requests_total \d+$/m);
		else expect(text).toBe('forbidden\n');
	});
});

it('an error of the front itself has a number, in its answer and in the log', async () => {
	state.away = true;
	const answer = await fetch(`${plain.url}/articles?token=secret`);
	state.away = false;
	const id = answer.headers.get('x-request-id') ?? '';
	expect(id).toMatch(/^[0-9a-f-]{36}$/);
	expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining(id)]);
	const line = lines.find((one) => one.includes(id));
	expect(line).toContain('/articles');
	expect(line).not.toContain('secret');
});
