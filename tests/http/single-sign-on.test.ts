import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUp } from '../set-up.ts';
import { startProduct, type Product } from '../start-product.ts';
import { visitor, type Visitor } from '../visitor.ts';

const back = 'http://localhost:9999/callback';
let product: Product;
let owner: Visitor;
let shop: client.Configuration;
let key = '';
let secret = '';

beforeAll(async () => {
	product = await startProduct({ until: /setup\?token=/ });
	owner = await setUp(product);
});
afterAll(() => product?.end());

/** The shop's own side of a sign-in: what it keeps, and where it sends the browser. */
async function begin(more: Record<string, string> = {}) {
	const kept = { verifier: client.randomPKCECodeVerifier(), state: client.randomState(), nonce: client.randomNonce() };
	const url = client.buildAuthorizationUrl(shop, {
		redirect_uri: back,
		scope: 'openid profile email',
		code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
		code_challenge_method: 'S256',
		state: kept.state,
		nonce: kept.nonce,
		...more,
	});
	return { ...kept, path: url.pathname + url.search };
}
const finish = (location: string, { verifier, state, nonce }: { verifier: string; state: string; nonce: string }) =>
	client.authorizationCodeGrant(shop, new URL(location), {
		pkceCodeVerifier: verifier,
		expectedState: state,
		expectedNonce: nonce,
		idTokenExpected: true,
	});

describe('the brand’s own shop, by openid-client', () => {
	it('is entered by the owner, and then finds out by itself how to ask', async () => {
		expect((await fetch(`${product.url}/.well-known/openid-configuration`)).status).toBe(404);
		const refused = await owner.post('/console/members/shops?/keep', { name: '商店', redirects: 'ftp://x' });
		expect(refused.status).toBe(422);
		const made = await owner.post('/console/members/shops?/keep', {
			name: '商店',
			redirects: back,
			farewells: 'http://localhost:9999/bye',
		});
		const shown = await made.text();
		[, key = '', secret = ''] =
			/Client ID<\/dt>\s*<dd><code[^>]*>(\w+)<[\s\S]*?Client secret<\/dt>\s*<dd><code[^>]*>(\w+)</.exec(shown) ?? [];
		expect(key).toMatch(/^\w{16}$/);
		expect(await (await owner.get('/console/members/shops')).text()).not.toContain(secret);
		shop = await client.discovery(new URL(product.url), key, undefined, client.ClientSecretBasic(secret), {
			execute: [client.allowInsecureRequests],
		});
		client.enableNonRepudiationChecks(shop);
	});

	it('has its secret renewed only by an owner who proves who they are, and then without typing anything twice', async () => {
		const list = await (await owner.get('/console/members/shops')).text();
		const [, id = ''] = /name="client" value="(\d+)"/.exec(list) ?? [];
		execFileSync(process.execPath, [path.join(import.meta.dirname, 'age-sessions.ts')], {
			env: { ...process.env, HOMECOURT_DATA: product.data, LOG_LEVEL: 'warn' },
		});
		const asked = await owner.post('/console/members/shops?/renew', { client: id });
		const proof = asked.headers.get('location') ?? '';
		expect([asked.status, proof]).toEqual([303, expect.stringMatching(/^\/login\/again\?act=\w{32}$/)]);
		const page = await (await owner.get(proof)).text();
		expect(page).toContain('再確認一次是你');
		expect(page).toContain('href="/console/members/shops"');
		const act = proof.split('=')[1] ?? '';
		// Somebody else's session does nothing with the word of it.
		const held = `/console/members/shops?/renew&held=${act}`;
		expect((await visitor(product.url).post(held, {})).headers.get('location')).toBe('/console/members/shops');
		const wrong = await owner.post(`/login/again?/password&act=${act}`, { password: 'not-this-one' });
		expect(wrong.status).toBe(403);
		expect(await wrong.text()).toContain('href="/console/members/shops"');
		const right = await owner.post(`/login/again?/password&act=${act}`, { password: 'correct-horse-battery' });
		expect([right.status, right.headers.get('location')]).toEqual([307, held]);
		// A browser sends its form on as it is; what waited takes its place.
		const done = await owner.post(held, { password: 'correct-horse-battery' });
		const shown = await done.text();
		expect(done.status).toBe(200);
		[, secret = ''] = /Client secret<\/dt>\s*<dd><code[^>]*>(\w+)</.exec(shown) ?? [];
		expect(secret).toMatch(/^\w{40}$/);
		const again = await owner.post(held, {});
		expect([again.status, again.headers.get('location')]).toEqual([303, '/console/members/shops']);
		shop = await client.discovery(new URL(product.url), key, undefined, client.ClientSecretBasic(secret), {
			execute: [client.allowInsecureRequests],
		});
		client.enableNonRepudiationChecks(shop);
	});

	it('signs in whoever is signed in here, without a question', async () => {
		const asked = await begin();
		const answer = await owner.get(asked.path);
		expect(answer.status).toBe(303);
		const tokens = await finish(answer.headers.get('location') ?? '', asked);
		expect(tokens.claims()).toMatchObject({ name: '阿燕', email: 'owner@example.com', email_verified: true, aud: key });
		const info = await client.fetchUserInfo(shop, tokens.access_token, tokens.claims()?.sub ?? '');
		expect(info).toMatchObject({ name: '阿燕', preferred_username: expect.any(String) });
		await expect(finish(answer.headers.get('location') ?? '', asked)).rejects.toMatchObject({ error: 'invalid_grant' });
		await expect(client.fetchUserInfo(shop, tokens.access_token, tokens.claims()?.sub ?? '')).rejects.toMatchObject({
			status: 401,
		});
	});

	it('leads a visitor through signing in, and back by a page, because a form may not lead to another place', async () => {
		const person = visitor(product.url);
		const asked = await begin();
		const first = await person.get(asked.path);
		const login = new URL(first.headers.get('location') ?? '', product.url);
		expect(login.pathname).toBe('/login');
		const to = login.searchParams.get('to') ?? '';
		const form = { email: 'owner@example.com', password: 'correct-horse-battery', to };
		const signedIn = await person.post('/login?/password', form);
		expect(signedIn.headers.get('location')).toBe(to);
		const page = await person.get(to);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		const [, location = ''] = /url=([^"]+)"/.exec(await page.text()) ?? [];
		const tokens = await finish(location.replaceAll('&amp;', '&'), asked);
		expect(tokens.claims()?.['name']).toBe('阿燕');
	});

	it('is asked for a new proof with prompt=login, signed in or not', async () => {
		const asked = await begin({ prompt: 'login' });
		const login = new URL((await owner.get(asked.path)).headers.get('location') ?? '', product.url);
		expect(login.searchParams.get('again')).toBe('1');
		expect((await owner.get(login.pathname + login.search)).status).toBe(200);
		const silent = await visitor(product.url).get((await begin({ prompt: 'none' })).path);
		expect(new URL(silent.headers.get('location') ?? '').searchParams.get('error')).toBe('login_required');
	});

	it.each([
		['zh-TW', '沒有在這裡登記'],
		['en', 'not entered here'],
	])('is refused on a page of ours in %s where it must not be led back to', async (lang, words) => {
		const person = visitor(product.url);
		person.cookies.set('lang', lang);
		const { path } = await begin({ redirect_uri: 'https://evil.example/' });
		const answer = await person.get(path);
		expect(answer.status).toBe(400);
		expect(answer.headers.get('location')).toBeNull();
		expect(await answer.text()).toContain(words);
	});

	it('takes a form from anywhere at the token’s door, and answers in the standard’s words', async () => {
		const post = (body: Record<string, string>, headers = {}) =>
			fetch(`${product.url}/oidc/token`, { method: 'POST', body: new URLSearchParams(body), headers });
		const wrong = await post({ grant_type: 'authorization_code', code: 'x', client_id: key, client_secret: 'x' });
		expect([wrong.status, await wrong.json()]).toEqual([401, { error: 'invalid_client' }]);
		const stale = await post(
			{ grant_type: 'authorization_code', code: 'x', client_id: key, client_secret: secret },
			{ origin: 'https://shop.example' },
		);
		expect([stale.status, await stale.json(), stale.headers.get('cache-control')]).toEqual([
			400,
			{ error: 'invalid_grant' },
			'no-store',
		]);
		const none = await fetch(`${product.url}/oidc/userinfo`);
		expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
		for (const body of ['{}', 'a'.repeat(100_000), '%%%', '\0'])
			expect((await fetch(`${product.url}/oidc/token`, { method: 'POST', body })).status).toBe(401);
	});

	it('signs out here too, at once where it knows who it is, by a question otherwise', async () => {
		const person = visitor(product.url);
		await person.post('/login?/password', { email: 'owner@example.com', password: 'correct-horse-battery' });
		const asked = await begin();
		const tokens = await finish((await person.get(asked.path)).headers.get('location') ?? '', asked);
		const question = client.buildEndSessionUrl(shop, { post_logout_redirect_uri: 'http://localhost:9999/bye' });
		expect((await person.get(question.pathname + question.search)).headers.get('location')).toBe('/logout');
		const url = client.buildEndSessionUrl(shop, {
			post_logout_redirect_uri: 'http://localhost:9999/bye',
			id_token_hint: tokens.id_token ?? '',
			state: 'bye',
		});
		const answer = await person.get(url.pathname + url.search);
		expect(answer.headers.get('location')).toBe('http://localhost:9999/bye?state=bye');
		expect(person.cookies.has('session')).toBe(false);
		await expect(client.fetchUserInfo(shop, tokens.access_token, tokens.claims()?.sub ?? '')).rejects.toMatchObject({
			status: 401,
		});
	});
});
