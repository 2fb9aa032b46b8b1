import { createHash } from 'node:crypto';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '#platform/actor.ts';
import {
	closeClient,
	createMember,
	findActor,
	findFarewell,
	giveCode,
	keepClient,
	listPublicKeys,
	openSession,
	readDiscovery,
	readUserInfo,
	renewClientSecret,
	signOut,
	suspendMember,
	tradeCode,
	turnSigningKeys,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';
import { digest } from '#platform/token.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

const back = 'https://shop.example/callback?from=home';
const verifier = 'a-word-that-only-the-shop-knows-and-keeps-to-itself';
const challenge = createHash('sha256').update(verifier).digest('base64url');
let place: TestSite;
let owner: number;
let mei: number;
let shop: { key: string; secret: string | null };
const as = (member: number, role: Role = 'member'): Actor => ({ kind: 'member', member, name: '', handle: '', role });
const boss = () => place.as(as(owner, 'owner'));

beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'owner@example.com', role: 'owner' })).id;
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com' })).id;
	await expect(readDiscovery(place.as(), {})).rejects.toMatchObject({ status: 404 });
	shop = await keepClient(boss(), { name: '商店', redirects: back, farewells: 'https://shop.example/bye' });
});
afterAll(() => place.close());

async function signedIn(member = mei): Promise<Browser> {
	const mine = browser();
	mine.keep((await openSession(place.system(), { member, from: mine.from() })).cookies);
	return mine;
}
const question = (more: Record<string, string> = {}) => ({
	client_id: shop.key,
	redirect_uri: back,
	response_type: 'code',
	scope: 'openid profile email',
	state: 's1',
	nonce: 'n1',
	code_challenge: challenge,
	code_challenge_method: 'S256',
	...more,
});
async function ask(mine: Browser, more: Record<string, string> = {}) {
	const { actor } = await findActor(place.as(), mine.headers());
	const step = await giveCode(place.as(actor), { asked: question(more), from: mine.from() });
	return { ...step, url: new URL(step.location, place.site.handle.url) };
}
const trade = (code: string, more: Partial<Parameters<typeof tradeCode>[1]> = {}) =>
	tradeCode(place.as(), {
		client: shop.key,
		secret: shop.secret ?? '',
		grant: 'authorization_code',
		code,
		redirect: back,
		verifier,
		...more,
	});
const codeFor = async (mine: Browser, more = {}) => (await ask(mine, more)).url.searchParams.get('code') ?? '';

describe('a question of a shop', () => {
	it('is answered with a code for whoever is signed in, to the address that was entered and with what the shop said', async () => {
		const { url, kind } = await ask(await signedIn());
		expect(kind).toBe('back');
		expect(url.origin + url.pathname).toBe('https://shop.example/callback');
		expect(Object.fromEntries(url.searchParams)).toEqual({
			from: 'home',
			code: expect.stringMatching(/^\w{32}$/),
			state: 's1',
			iss: place.site.handle.url,
		});
	});

	it('leads a visitor to sign in and back to the question', async () => {
		const { kind, url } = await ask(browser());
		expect(kind).toBe('sign-in');
		expect(url.pathname).toBe('/login');
		const to = new URL(url.searchParams.get('to') ?? '', place.site.handle.url);
		expect(to.pathname).toBe('/oidc/authorize');
		expect(Object.fromEntries(to.searchParams)).toEqual({ ...question(), after: 'form' });
		expect((await ask(browser(), { prompt: 'none' })).url.searchParams.get('error')).toBe('login_required');
	});

	it('leads nobody anywhere for an unknown shop or an address that was not entered to the letter', async () => {
		const mine = await signedIn();
		await expect(ask(mine, { client_id: 'nobody' })).rejects.toMatchObject({ code: 'sign-on.client' });
		for (const redirect_uri of [
			'https://shop.example/callback',
			`${back}&x=1`,
			'https://shop.example.evil.example/callback?from=home',
			'https://shop.example/callback/../callback?from=home',
			'//evil.example',
			'',
		])
			await expect(ask(mine, { redirect_uri }), redirect_uri).rejects.toMatchObject({ code: 'sign-on.redirect' });
	});

	it.each([
		[{ response_type: 'token' }, 'unsupported_response_type'],
		[{ response_type: 'code id_token' }, 'unsupported_response_type'],
		[{ code_challenge: '' }, 'invalid_request'],
		[{ code_challenge_method: 'plain' }, 'invalid_request'],
		[{ response_mode: 'fragment' }, 'invalid_request'],
		[{ scope: 'profile email' }, 'invalid_scope'],
	])('%o is refused as %s, with state and issuer', async (more, error) => {
		const { url } = await ask(await signedIn(), more);
		expect(url.searchParams.get('error')).toBe(error);
		expect(url.searchParams.get('state')).toBe('s1');
		expect(url.searchParams.get('code')).toBeNull();
	});

	it('wants a new proof where the shop wants one, and takes it', async () => {
		const mine = await signedIn();
		place.clock.advance(3_600_000);
		expect((await ask(mine, { max_age: '7200' })).kind).toBe('back');
		for (const more of [{ max_age: '60' }, { prompt: 'login' }] as Record<string, string>[]) {
			const { kind, url } = await ask(mine, more);
			expect(kind).toBe('sign-in');
			expect(url.searchParams.get('again')).toBe('1');
			const to = new URL(url.searchParams.get('to') ?? '', place.site.handle.url);
			const { after: _, ...asked } = Object.fromEntries(to.searchParams);
			expect((await ask(mine, asked as Record<string, string>)).kind).toBe('sign-in');
			place.clock.advance(1000);
			expect((await ask(await signedIn(), asked as Record<string, string>)).kind).toBe('back');
		}
	});

	it('waits for the second proof of whoever owes one', async () => {
		const mine = await signedIn(owner);
		const actor = { ...as(owner), withheld: 'owner' } as Actor;
		const step = await giveCode(place.as(actor), { asked: question(), from: mine.from() });
		expect(step).toMatchObject({ kind: 'second', location: expect.stringContaining('/login/second?to=') });
	});
});

describe('a code', () => {
	it('is changed once for a token and for who somebody is, signed with a published key', async () => {
		const tokens = await trade(await codeFor(await signedIn()));
		const { payload } = await jwtVerify(
			tokens.id_token,
			createLocalJWKSet({ keys: await listPublicKeys(place.as()) }),
			{
				issuer: place.site.handle.url,
				audience: shop.key,
				currentDate: place.as().now,
			},
		);
		expect(payload).toMatchObject({ nonce: 'n1', name: '陳美惠', email: 'mei@example.com', email_verified: true });
		expect(payload).not.toHaveProperty('role');
		expect(await readUserInfo(place.as(), { token: tokens.access_token })).toMatchObject({
			sub: payload.sub,
			name: '陳美惠',
		});
		const other = await trade(await codeFor(await signedIn(), { scope: 'openid' }));
		const info = await readUserInfo(place.as(), { token: other.access_token });
		expect(info).toEqual({ sub: payload.sub });
		const second = await keepClient(boss(), { name: '另一家', redirects: back });
		const elsewhere = await trade(await codeFor(await signedIn(), { client_id: second.key }), {
			client: second.key,
			secret: second.secret ?? '',
		});
		expect((await readUserInfo(place.as(), { token: elsewhere.access_token })).sub).not.toBe(payload.sub);
	});

	it('ends with everything it gave when it is tried again', async () => {
		const code = await codeFor(await signedIn());
		const { access_token: token } = await trade(code);
		await expect(trade(code)).rejects.toMatchObject({ details: { error: 'invalid_grant' } });
		await expect(readUserInfo(place.as(), { token })).rejects.toMatchObject({
			status: 401,
			details: { error: 'invalid_token' },
		});
	});

	it('tried twenty times at once gives at most one token, and that one ends', async () => {
		const code = await codeFor(await signedIn());
		const tries = await Promise.allSettled(Array.from({ length: 20 }, () => trade(code)));
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		const [left] = await place.site.sql<{ count: number }[]>`
			select count(*)::int as count from membership.client_token where code = ${digest(code)}`;
		expect(left?.count).toBe(0);
	});

	it.each([
		['with another secret', { secret: 'x' }, 'invalid_client'],
		['of another client', { client: 'nobody' }, 'invalid_client'],
		['without its word', { verifier: 'another' }, 'invalid_grant'],
		['for another address', { redirect: 'https://shop.example/other' }, 'invalid_grant'],
		['as another grant', { grant: 'password' }, 'unsupported_grant_type'],
	])('%s is refused', async (_, more, error) => {
		await expect(trade(await codeFor(await signedIn()), more)).rejects.toMatchObject({ details: { error } });
	});

	it('is too old after a minute, and means nothing once its member signed out or was suspended', async () => {
		const mine = await signedIn();
		const late = await codeFor(mine);
		place.clock.advance(61_000);
		await expect(trade(late)).rejects.toMatchObject({ details: { error: 'invalid_grant' } });
		const code = await codeFor(mine);
		const { access_token: token } = await trade(await codeFor(mine));
		await signOut(place.as(as(mei)), { from: mine.from() });
		await expect(trade(code)).rejects.toMatchObject({ details: { error: 'invalid_grant' } });
		await expect(readUserInfo(place.as(), { token })).rejects.toMatchObject({ status: 401 });
		const held = await trade(await codeFor(await signedIn()));
		await suspendMember(boss(), { member: mei, suspended: true });
		await expect(readUserInfo(place.as(), { token: held.access_token })).rejects.toMatchObject({ status: 401 });
		await suspendMember(boss(), { member: mei, suspended: false });
	});
});

it('turns its keys: the next is published before it signs, the last stays a week', async () => {
	const kid = async () => decodeProtectedHeader((await trade(await codeFor(await signedIn()))).id_token).kid;
	const published = async () => (await listPublicKeys(place.as())).map((key) => key.kid);
	const first = await kid();
	const night = async (days: number) => {
		place.clock.advance(days * 86_400_000);
		await turnSigningKeys.run(place.system(), {});
		await turnSigningKeys.run(place.system(), {});
	};
	await night(80);
	expect(await published()).toEqual([first]);
	await night(9.5);
	expect(await published()).toHaveLength(2);
	expect(await kid()).toBe(first);
	place.clock.advance(1.1 * 86_400_000);
	const second = await kid();
	expect(second).not.toBe(first);
	expect(await published()).toContain(first);
	await night(8);
	expect(await published()).toEqual([second]);
	const [row] = await place.site.sql<
		{ text: string }[]
	>`select string_agg(k::text, ' ') as text from membership.signing_key k`;
	expect(row?.text).not.toContain('PRIVATE');
	expect(row?.text).not.toMatch(/"d":/);
});

it('signs out at once only where the shop knows who it is, and leads only where the owner entered', async () => {
	const { id_token: hint } = await trade(await codeFor(await signedIn()));
	const bye = { client: '', hint, redirect: 'https://shop.example/bye', state: 'x' };
	const here = () => place.as(as(mei));
	expect(await findFarewell(here(), bye)).toEqual({ location: 'https://shop.example/bye?state=x', sure: true });
	expect(await findFarewell(boss(), bye)).toMatchObject({ sure: false });
	expect(await findFarewell(here(), { ...bye, redirect: 'https://evil.example/' })).toEqual({
		location: null,
		sure: true,
	});
	expect(await findFarewell(here(), { ...bye, hint: `${hint.slice(0, -4)}AAAA` })).toEqual({
		location: null,
		sure: false,
	});
	expect(await findFarewell(here(), { ...bye, hint: '', client: shop.key })).toMatchObject({ sure: false });
	expect(await findFarewell(here(), { ...bye, client: 'another' })).toEqual({ location: null, sure: false });
});

describe('shops', () => {
	it('are entered by the owner alone, with addresses that are safe to lead to', async () => {
		for (const role of ['member', 'author', 'moderator', 'editor', 'analyst'] as const)
			await expect(keepClient(place.as(as(owner, role)), { name: 'x', redirects: back })).rejects.toMatchObject({
				status: 403,
			});
		for (const redirects of [
			'',
			'http://shop.example/cb',
			'https://shop.example/#x',
			'https://*.shop.example/',
			'javascript:alert(1)',
			'shop.example',
			'https://a:b@shop.example/',
		])
			await expect(keepClient(boss(), { name: 'x', redirects }), redirects).rejects.toMatchObject({
				details: { fields: [{ path: 'redirects' }] },
			});
		await keepClient(boss(), { name: '自己的電腦', redirects: 'http://localhost:8080/cb\n  https://shop.example/cb ' });
	});

	it('lose their secret when it is renewed, and everything when they are taken away', async () => {
		const gone = await keepClient(boss(), { name: '短命', redirects: back });
		const asClient = { client: gone.key, secret: gone.secret ?? '' };
		const { access_token: token } = await trade(await codeFor(await signedIn(), { client_id: gone.key }), asClient);
		const [row] = await place.site.sql<{ id: number }[]>`select id from membership.client where key = ${gone.key}`;
		const { secret } = await renewClientSecret(boss(), { client: row?.id });
		await expect(trade(await codeFor(await signedIn(), { client_id: gone.key }), asClient)).rejects.toMatchObject({
			details: { error: 'invalid_client' },
		});
		await trade(await codeFor(await signedIn(), { client_id: gone.key }), { client: gone.key, secret });
		await closeClient(boss(), { client: row?.id });
		await closeClient(boss(), { client: row?.id });
		await expect(readUserInfo(place.as(), { token })).rejects.toMatchObject({ status: 401 });
	});
});
