import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productNetworks } from '#app/networks.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { attempt } from '#network/attempt.ts';
import { clockSkew } from '#network/clock-skew.ts';
import type { Network, Outgoing, OwnAccount } from '#network/network.ts';
import { networkTitle } from '#network/known-networks.ts';
import { asNetworkProblem, type NetworkProblem, type NetworkTrouble } from '#network/network-problem.ts';
import { prepare } from '#network/prepare.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { writeVariant } from '#publishing/write-variant.ts';
import type { FakeFault } from '#testing/fake-server.ts';
import { testPicture } from '#testing/network-days.ts';
import { everyWorld, type PublishWorld } from '#testing/publish-worlds.ts';

/** What a person reads of it, in both languages, says something and no secret. */
function expectSaid(problem: NetworkProblem, secrets: readonly string[]): void {
	for (const locale of ['zh-TW', 'en'] as const)
		expect(publishingText(locale)(`trouble.${problem.trouble}`).length, problem.trouble).toBeGreaterThan(5);
	const shown = JSON.stringify([problem.message, problem.details]);
	for (const secret of secrets) expect(shown).not.toContain(secret);
}

/** What was thrown; nothing thrown is a failure of the test. */
const problemOf = (call: Promise<unknown>): Promise<NetworkProblem> =>
	call.then(
		(value) => Promise.reject(new Error(`answered with ${JSON.stringify(value)}`)),
		(error: unknown) => asNetworkProblem(error),
	);

describe('whatever answers in the place of a network', () => {
	const secret = 'SeCrEt-token-1234567890';
	const now = new Date('2026-11-24T02:00:00Z');
	let server: http.Server;
	let ctx: Ctx;
	let calls: string[] = [];
	let answer: (response: http.ServerResponse) => void;
	beforeAll(async () => {
		server = http.createServer((request, response) => {
			calls.push(`${request.method} ${request.url}`);
			// What was prepared is ready, so that the call that publishes is the one that is answered.
			if (request.method === 'GET' && /fields=status/.test(request.url ?? ''))
				return void response.end('{"id":"1","status":"FINISHED","status_code":"FINISHED"}');
			request.resume().on('end', () => answer(response));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const addresses = Object.keys(readSettings({}).offered).filter((env) => env.endsWith('_URL'));
		const settings = readSettings({ PRACTICE_URL: url, ...Object.fromEntries(addresses.map((env) => [env, url])) });
		ctx = { now, log: silent, locale: 'zh-TW', settings, site: { url: 'https://soy.example' } } as Ctx;
	});
	afterAll(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	beforeEach(() => void (calls = []));

	const account: OwnAccount = {
		id: '100200300',
		connection: {
			token: secret,
			access: secret,
			refresh: secret,
			secret,
			user: '1',
			username: 'hsiung',
			handle: 'soy.example',
		},
		app: { id: '1', secret },
		note: () => undefined,
	};
	const post: Outgoing = { text: '開缸了', link: 'https://soy.example/go/x', pictures: [], staged: '3kabcdefghijk' };
	const withPicture: Outgoing = { ...post, pictures: [testPicture] };
	/** Pictures are looked at before a post goes out: where they are what was prepared, there are none. */
	const postFor = ({ name, limits }: Network): Outgoing =>
		limits.pictures?.least ? withPicture : name === 'mastodon' ? { ...post, staged: '' } : post;
	const create = (network: Network) => {
		if (network.name === 'youtube')
			return network.reply!(ctx, account, { post: 'dQw4w9WgXcQ', comment: null }, '謝謝', 'k');
		return network.publish(ctx, account, postFor(network), 'k'.repeat(20));
	};
	const networks = productNetworks
		.filter(({ name }) => name !== 'hand')
		.map((network) => [network.name, network] as const);

	type Said = readonly [title: string, status: number, headers: Record<string, string>, body: string];
	const page = '<!doctype html><title>Sign in to the hotel’s network</title>';
	const unknown: readonly Said[] = [
		['a page instead of JSON', 200, { 'content-type': 'text/html' }, page],
		['half of an answer', 200, {}, '{"id": "12'],
		['nothing', 200, {}, ''],
		['a list', 200, {}, '[]'],
		['null', 200, {}, 'null'],
		['numbers where there are words', 200, {}, '{"id":{"a":1},"items":7,"data":7,"result":"x","plurk_id":"x"}'],
		['another place', 302, { location: '/elsewhere' }, ''],
		['another place for good', 308, { location: '/elsewhere' }, page],
		['more than anybody reads', 200, {}, `"${'x'.repeat(4_100_000)}"`],
		['less than it said', 200, { 'content-length': '1000' }, '{"id":"1"'],
		['a failure', 500, {}, '{"error":"x"}'],
		['a gateway’s failure', 502, { 'content-type': 'text/html' }, page],
		['headers that say nothing', 503, { 'x-app-usage': '{', 'x-ratelimit-reset': 'soon', 'retry-after': 'soon' }, ''],
	];
	const say = ([, status, headers, body]: Said) =>
		(answer = (response) => {
			response.writeHead(status, headers).write(body || ' ');
			if (headers['content-length']) setImmediate(() => response.destroy());
			else response.end();
		});

	it.each(networks)(
		'%s: after a success that is none, nobody knows, and nothing is sent again blindly',
		async (_, network) => {
			for (const said of unknown) {
				say(said);
				const problem = await problemOf(create(network));
				expect([said[0], problem.trouble]).toEqual([said[0], 'unknown-outcome']);
				expectSaid(problem, [secret]);
				const outcome = await attempt({
					unsure: false,
					idempotency: network.idempotency,
					tried: now,
					now,
					create: () => create(network),
					find: () => network.findPublished(ctx, account, post, 'k'.repeat(20), now),
				});
				expect([said[0], outcome.kind]).not.toContain('published');
				expect([said[0], outcome.kind]).not.toContain('failed');
				// Looking changes nothing: it may be looked again.
				const looked = await problemOf(network.check(ctx, account));
				expect([said[0], looked.trouble]).toEqual([said[0], 'transient']);
			}
			expect(calls.filter((call) => call.includes('elsewhere'))).toEqual([]);
		},
	);

	it.each(networks)('%s: waits as long as it is asked to, a day at most', async (_, network) => {
		const until = async (status: number, headers: Record<string, string>, call: () => Promise<unknown>) => {
			say(['', status, headers, page]);
			const problem = await problemOf(call());
			expectSaid(problem, [secret]);
			return [problem.trouble, problem.until && (problem.until.getTime() - now.getTime()) / 1000] as const;
		};
		const slow = (headers: Record<string, string>) => until(429, headers, () => create(network));
		expect(await slow({ 'retry-after': '120' })).toEqual(['rate-limited', 120]);
		expect(await slow({ 'retry-after': new Date(now.getTime() + 90_000).toUTCString() })).toEqual(['rate-limited', 90]);
		expect(await slow({ 'retry-after': '99999999' })).toEqual(['rate-limited', 86_400]);
		for (const headers of [{}, { 'retry-after': '-5' }, { 'retry-after': 'soon' }] as Record<string, string>[]) {
			const [trouble, seconds] = await slow(headers);
			expect(trouble).toBe('rate-limited');
			// Without a word of theirs, ours: some time, or no time named.
			if (seconds !== null) expect(seconds).toBeGreaterThan(0);
		}
		const down = () => network.check(ctx, account);
		expect(await until(503, { 'retry-after': '300' }, down)).toEqual(['transient', 300]);
		expect(await until(503, { 'retry-after': '300' }, () => create(network))).toEqual(['unknown-outcome', 300]);
	});
});

const worlds = everyWorld().map((world) => [world.name, world] as const);
describe.each(worlds)('%s', (_, world) => {
	beforeAll(() => world.open());
	afterAll(() => world.close());
	beforeEach(() => {
		world.clock.advance(3_600_000);
		world.rest();
	});
	const { network } = world;
	const ctx = () => contextOf(world);
	const account = () => accountOf(world);
	const pictures = world.needsPicture ? [testPicture] : [];
	const outgoing = (text: string, more: Partial<Outgoing> = {}): Outgoing => ({ text, link: null, pictures, ...more });
	const there = async (text: string) => (await world.texts()).filter((one) => one.trim() === text.trim()).length;

	it.each([
		['right-to-left', 'הסויה שלנו, صلصة الصويا \u2067abc\u2069 100%'],
		['families and flags', '👨‍👩‍👧‍👦🏳️‍🌈🇹🇼👍🏽 1️⃣'],
		['letters in two pieces', 'cafe\u0301 か\u3099'],
		['what looks like markup', '<b>一缸</b> & "三代" \\ {等} [等] (等) *等* _等_ ~等~ |等|'],
		['lines', '一\n\n二\n三'],
		['names and tags', '謝謝 @mei 的 #醬油 ＃豆麥'],
	])('carries %s whole, and knows it again', async (_title, text) => {
		const one = {
			...outgoing(text),
			staged: network.stage ? await network.stage(ctx(), account(), outgoing(text)) : null,
		};
		const published = await network.publish(ctx(), account(), one, `key${text.length}`.padEnd(20, '0'));
		const found = await network.findPublished(ctx(), account(), one, 'k', ctx().now);
		if (typeof found === 'object') expect(found.id).toBe(published.id);
		else expect([found, world.name]).toEqual(['cannot-tell', expect.stringMatching(/^(?:telegram|line)$/)]);
		if (network.read)
			expect((await network.read(ctx(), account(), published.id))?.text.normalize('NFKC')).toBe(text.normalize('NFKC'));
	});

	it('leaves in peace what is not ours', async () => {
		const before = await world.texts();
		const foreign = world.name === 'bluesky' ? 'at://did:plc:x/app.bsky.feed.post/x' : '987654321';
		if (network.read) expect(await network.read(ctx(), account(), foreign)).toBeNull();
		if (network.delete) await network.delete(ctx(), account(), foreign);
		if (network.edit)
			expectSaid(await problemOf(network.edit(ctx(), account(), foreign, outgoing('別的'))), [
				world.account().connection['token']!,
			]);
		expect(await world.texts()).toEqual(before);
	});

	const days: readonly FakeFault[] = [
		'500-before',
		'500-after',
		'rate-limit',
		'expired',
		'revoked',
		'permission',
		'restricted',
		'duplicate',
		'version-ended',
	];
	it.each(days)('%s: said in both languages, nothing twice, nothing lost', async (day) => {
		const text = `壞日子 ${day}`;
		const one = {
			...outgoing(text),
			staged: network.stage ? await network.stage(ctx(), account(), outgoing(text)) : null,
		};
		const tried = ctx().now;
		const go = (unsure: boolean) =>
			attempt({
				unsure,
				idempotency: network.idempotency,
				tried,
				now: ctx().now,
				create: () => network.publish(ctx(), account(), one, `key-${day}`.padEnd(20, '0')),
				find: () => network.findPublished(ctx(), account(), one, 'k', tried),
			});
		world.fail(day);
		const first = await go(false);
		if (first.kind !== 'published') expectSaid(first.problem, [world.account().connection['token']!]);
		// What is in doubt is there or not; what failed is certainly not there.
		expect(await there(text)).toBeLessThanOrEqual(first.kind === 'failed' ? 0 : 1);
		if (first.kind !== 'again') return;
		let last = first as Awaited<ReturnType<typeof go>>;
		for (let tries = 0; last.kind === 'again' && tries < 5; tries++) {
			world.clock.advance(600_000);
			last = await go(last.unsure);
		}
		expect(last.kind).toBe('published');
		expect(await there(text)).toBe(1);
	});
});

function contextOf(world: PublishWorld): Ctx {
	return {
		now: world.clock.now(),
		log: silent,
		locale: 'zh-TW',
		settings: readSettings(world.settings()),
		site: { url: 'https://soy.example' },
	} as Ctx;
}
function accountOf(world: PublishWorld): OwnAccount {
	const { id, connection } = world.account();
	return { id, connection, app: world.app?.() ?? null, note: () => undefined };
}

describe.each(productNetworks.map((network) => [network.name, network] as const))('%s', (_, { limits }) => {
	it.each([
		['sixty thousand signs', '字'.repeat(60_000)],
		['families without end', '👨‍👩‍👧‍👦'.repeat(5_000)],
		['right-to-left without end', 'صلصة الصويا. '.repeat(4_000)],
		['one word without end', 'x'.repeat(60_000)],
		['addresses without end', 'https://soy.example/一 '.repeat(2_000)],
	])('shortens %s to what it takes', (_title, text) => {
		const pictures = limits.pictures?.least ? [testPicture] : [];
		const source = { text, link: 'https://soy.example/go/abcdefg', pictures, hashtags: ['醬油'] };
		const written = writeVariant(source, limits);
		const wrong = prepare(limits, { ...source, text: written }).filter(
			({ key, stops }) => stops && key !== 'too-many-addresses',
		);
		expect(wrong).toEqual([]);
		expect(written.length).toBeGreaterThan(0);
		// Nothing is cut in two that is one sign to a reader.
		const end = written.replace(/…$/, '');
		if (text.startsWith('👨')) expect(end.replaceAll('👨‍👩‍👧‍👦', '').replace(/\s*#醬油$/, '')).toBe('');
		expect(end.isWellFormed()).toBe(true);
	});

	it('says in both languages what it does not take of pictures', () => {
		if (!limits.pictures) return;
		const bad = [
			{ ...testPicture, type: 'image/gif' },
			{ ...testPicture, type: 'image/svg+xml' },
			{ ...testPicture, bytes: 500_000_000 },
			{ ...testPicture, width: 10, height: 4_000 },
			{ ...testPicture, alt: '字'.repeat(60_000) },
		];
		for (const picture of bad) {
			const found = prepare(limits, { text: '開缸', link: null, pictures: [picture] });
			for (const { key, ...details } of found)
				for (const locale of ['zh-TW', 'en'] as const)
					expect(publishingText(locale)(`objection.${key}`, details as never)).toMatch(/^[^{}]{5,}$/u);
		}
		const many = prepare(limits, { text: '開缸', link: null, pictures: Array(30).fill(testPicture) as never });
		expect(many).toContainEqual(expect.objectContaining({ key: 'too-many-pictures', stops: true }));
		const kinds = prepare(limits, { text: '開缸', link: null, pictures: [bad[1]!, bad[2]!] }).map(({ key }) => key);
		expect(kinds).toEqual(expect.arrayContaining(['picture-type', 'picture-too-large']));
	});
});

it('looks ten minutes farther back than its own clock says', () => expect(clockSkew).toBe(600_000));

/** Every trouble there is has its sentences. */
const troubles: Record<NetworkTrouble, true> = {
	'auth-expired': true,
	'auth-revoked': true,
	permission: true,
	'rate-limited': true,
	'quota-exhausted': true,
	'cost-blocked': true,
	duplicate: true,
	validation: true,
	'media-processing': true,
	'stage-lost': true,
	'media-rejected': true,
	'account-restricted': true,
	'not-found': true,
	'version-ended': true,
	transient: true,
	'by-hand': true,
	'unknown-outcome': true,
};
it.each(Object.keys(troubles) as NetworkTrouble[])('%s has a sentence in both languages', (trouble) => {
	const [zh, en] = [publishingText('zh-TW')(`trouble.${trouble}`), publishingText('en')(`trouble.${trouble}`)];
	expect(zh).toMatch(/\p{Script=Han}.*。$/u);
	expect(en).toMatch(/^[A-Z].*\.$/);
});

it('says what the open network is called, too, from where answers come', () => {
	expect([networkTitle('zh-TW', 'fediverse'), networkTitle('en', 'fediverse')]).toEqual(['聯邦網路', 'Fediverse']);
	expect(networkTitle('en', 'gone')).toBe('gone');
});
