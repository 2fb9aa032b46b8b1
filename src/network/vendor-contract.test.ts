import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import type { Network, Outgoing, OwnAccount } from '#network/network.ts';
import { asNetworkProblem, type NetworkProblem } from '#network/network-problem.ts';
import { pinterestNetwork } from '#network/pinterest/pinterest-network.ts';
import { xNetwork } from '#network/x/x-network.ts';
import { testPicture } from '#testing/network-days.ts';

/**
 * What these networks say of themselves in an OpenAPI description, served by Prism (`@stoplight/prism-cli`, `prism mock FILE`): whatever
 * of our calls the description does not know is refused there. Runs for those whose address is named, such as
 * LINE_CONTRACT=http://127.0.0.1:4010,http://127.0.0.1:4011 (LINE describes itself in several files).
 */
const contracts = [
	['LINE_CONTRACT', lineNetwork(), (url: string) => ({ LINE_URL: url })],
	['X_CONTRACT', xNetwork(), (url: string) => ({ X_URL: url })],
	['PINTEREST_CONTRACT', pinterestNetwork(), (url: string) => ({ PINTEREST_URL: url })],
] as const;

describe.each(contracts)('%s', (name, network: Network, settings) => {
	const named = process.env[name];
	const account: OwnAccount = {
		id: '549755885175',
		connection: { token: 'x'.repeat(40), username: 'hsiung_soy' },
		app: null,
		note: () => undefined,
	};
	let ctx: Ctx;
	let way: http.Server;
	beforeAll(async () => {
		way = await leadTo((named ?? '').split(','));
		const read = readSettings(settings(`http://127.0.0.1:${(way.address() as AddressInfo).port}`));
		ctx = { now: new Date('2026-11-24T02:00:00Z'), log: silent, locale: 'zh-TW', settings: read } as Ctx;
	});
	afterAll(() => new Promise((resolve) => way.close(resolve)));
	const post = (more: Partial<Outgoing> = {}): Outgoing => ({
		text: '開缸了 👨‍👩‍👧‍👦',
		link: 'https://soy.example/go/abcdefg',
		pictures: network.limits.pictures?.least ? [testPicture] : [],
		...more,
	});
	/** What was refused; null: the call was one that the description knows, whatever its made-up answer holds. */
	const refusal = async (call: Promise<unknown>): Promise<NetworkProblem | null> => {
		try {
			await call;
			return null;
		} catch (error) {
			const problem = asNetworkProblem(error);
			// An example that is not what the description says of itself is none of our calls' fault.
			return ['unexpected answer', 'no number'].includes(String(problem.details['reason'])) ? null : problem;
		}
	};
	const key = 'k'.repeat(20);
	const calls: Record<string, () => Promise<unknown> | undefined> = {
		check: () => network.check(ctx, account),
		publish: () => network.publish(ctx, account, post(), key),
		'publish a picture': () => (network.limits.pictures ? pictured() : undefined),
		'look for it': () => network.findPublished(ctx, account, post(), key, ctx.now),
		read: () => network.read?.(ctx, account, '813744226420795884'),
		edit: () => network.edit?.(ctx, account, '813744226420795884', post({ text: '改過的' })),
		'take back': () => network.delete?.(ctx, account, '813744226420795884'),
		comments: () => network.collectComments?.(ctx, account, '813744226420795884', null),
		// Pinterest's own says that a metric is of exactly one of two lists that have most in common: nothing would be right.
		numbers: () => (network.name === 'pinterest' ? undefined : network.readReach(ctx, account, '813744226420795884')),
		answer: () => network.reply?.(ctx, account, { post: '1', comment: '2' }, '謝謝', key),
		message: () => network.message?.(ctx, account, `U${'0'.repeat(32)}`, '謝謝', key),
		cost: () => network.cost?.(ctx, account, post()),
	};
	async function pictured(): Promise<unknown> {
		const one = post({ pictures: [testPicture] });
		// The number of what was sent is made up, and no number that could be published.
		if (network.stage) return network.stage(ctx, account, { ...one, pictures: [{ ...testPicture, alt: '' }] });
		return network.publish(ctx, account, one, key);
	}

	it.runIf(named).each(Object.entries(calls))(
		'%s is a call that the vendor’s own description knows',
		async (_name, call) => {
			const made = call();
			if (made) expect(await refusal(made)).toBeNull();
		},
		60_000,
	);

	it.runIf(named)('refuses what it does not take, so that not being refused means something', async () => {
		const long = '字'.repeat(60_000);
		const wrong: Partial<Outgoing> = {
			line: { pictures: Array<typeof testPicture>(6).fill(testPicture) },
			pinterest: { text: long },
			x: { staged: 'no number' },
		}[network.name]!;
		expect((await refusal(network.publish(ctx, account, post(wrong), key)))?.trouble).toMatch(/validation|stage-lost/);
	});
});

/** A way to whoever knows the call: the first of these that has its path, which begins below a version there. */
async function leadTo(bases: readonly string[]): Promise<http.Server> {
	const server = http.createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			void (async () => {
				const { method = 'GET', url = '/', headers } = request;
				const { host: _host, 'content-length': _length, connection: _connection, ...sent } = headers;
				let answer: Response | null = null;
				for (const base of bases) {
					const body = method === 'GET' ? null : new Uint8Array(Buffer.concat(parts));
					const path = url.replace(/^\/v5/, '');
					answer = await fetch(base + path, { method, headers: new Headers(Object.entries(sent as object)), body });
					if (answer.status !== 404) break;
				}
				response.writeHead(answer?.status ?? 502).end(answer ? await answer.text() : '');
			})();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}
