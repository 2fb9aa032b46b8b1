import { generateKeyPairSync } from 'node:crypto';
import '#app/person-sources.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Role } from '#platform/actor.ts';
import {
	askedFromField,
	closeProvider,
	connectArrival,
	connectKey,
	createMember,
	findActor,
	joinByProvider,
	joinWithCode,
	keepProvider,
	leaveForProvider,
	listKeptProviders,
	listOwnProviders,
	listProviders,
	openArchive,
	openSession,
	partProvider,
	readArrival,
	requestCode,
	returnFromProvider,
	suspendMember,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';
import { facebookApp, facebookLogin, facebookSecret, type FacebookLogin } from '#testing/facebook-login.ts';
import {
	identityProvider,
	peerClient,
	peerSecret,
	walkThrough,
	type IdentityProvider,
} from '#testing/identity-provider.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

const home = 'http://localhost:3000';
const back = (key: string) => `${home}/login/with/${key}/return`;
const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const pem = { type: 'pkcs8', format: 'pem' } as const;
const apple = { team: 'TEAM000001', keyId: 'KEY0000001' };
const publicKey = String(keys.publicKey.export({ type: 'spki', format: 'pem' }));

let place: TestSite;
let shop: IdentityProvider;
let google: IdentityProvider;
let line: IdentityProvider;
let appleId: IdentityProvider;
let facebook: FacebookLogin;
let owner: number;
const as = (member: number, role: Role = 'member'): Actor => ({ kind: 'member', member, name: '', handle: '', role });
const boss = () => place.as(as(owner, 'owner'));

beforeAll(async () => {
	shop = await identityProvider({ redirects: [back('shop')] });
	google = await identityProvider({ redirects: [back('google')] });
	line = await identityProvider({ redirects: [back('line')], algorithm: 'HS256' });
	appleId = await identityProvider({ redirects: [back('apple')], proof: { publicKey, ...apple } });
	facebook = await facebookLogin(back('facebook'));
	place = await testSite({
		REACHABLE: '127.0.0.1',
		GOOGLE_SIGN_IN_URL: google.url,
		LINE_SIGN_IN_URL: line.url,
		APPLE_SIGN_IN_URL: appleId.url,
		FACEBOOK_SIGN_IN_URL: facebook.url,
		FACEBOOK_GRAPH_URL: facebook.url,
	});
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'owner@example.com', role: 'owner' })).id;
	const client = { client: peerClient, secret: peerSecret };
	await keepProvider(boss(), { kind: 'oidc', key: 'shop', name: '燕埕商店', issuer: shop.url, ...client });
	await keepProvider(boss(), { kind: 'google', ...client });
	await keepProvider(boss(), { kind: 'line', ...client });
	await keepProvider(boss(), { kind: 'facebook', client: facebookApp, secret: facebookSecret });
	await keepProvider(boss(), {
		kind: 'apple',
		client: peerClient,
		privateKey: String(keys.privateKey.export(pem)),
		...apple,
	});
});
afterAll(async () => {
	await place.close();
	await Promise.all([shop, google, line, appleId, facebook].map((peer) => peer.close()));
});
beforeEach(() => {
	for (const peer of [shop, google, line, appleId]) peer.down = false;
});

/** Leaves for a provider, does there what a person does, and is led back. */
async function away(mine: Browser, key: string, more: Partial<Parameters<typeof leaveForProvider>[1]> = {}) {
	const { actor } = await findActor(place.as(), mine.headers());
	const left = await leaveForProvider(place.as(actor), { provider: key, from: mine.from(), ...more });
	mine.keep(left.cookies);
	const there = await walkThrough(left.location, home);
	// Apple says a name beside the code, unsigned, and answers by a form.
	if (key === 'apple') {
		expect(there.method).toBe('POST');
		there.posted.set('user', JSON.stringify({ name: { firstName: '美惠', lastName: '陳' } }));
	}
	return there;
}

async function comeBack(mine: Browser, key: string, posted: URLSearchParams) {
	const { actor } = await findActor(place.as(), mine.headers());
	const result = await returnFromProvider(place.as(actor), { provider: key, posted, from: mine.from() });
	mine.keep(result.cookies);
	return result;
}

const signIn = async (mine: Browser, key: string, more = {}) =>
	comeBack(mine, key, (await away(mine, key, more)).posted);
const whoIs = async (mine: Browser) => (await findActor(place.as(), mine.headers())).actor;
const count = async (table: string) => {
	const [row] = await place.site.sql<{ count: number }[]>`select count(*)::int as count from ${place.site.sql(table)}`;
	return row?.count;
};
async function mailed(email: string): Promise<string> {
	const [mail] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	return /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] ?? '';
}

/** What a member was told about places that open their account. */
const tellings = async (recipient: string) =>
	(
		await place.site.sql<{ subject: string }[]>`
			select subject from platform.mail where recipient = ${recipient} and kind = 'provider' order by id`
	).map(({ subject }) => subject.replace(/^你的.*帳號/, ''));

it('opens nobody’s account by an address that only looks like theirs, verified or not', async () => {
	const { id } = await createMember(place.system(), { name: 'Frank', email: 'frank@example.com' });
	// Made lower case, the first of them is the address letter for letter.
	for (const [at, email] of [
		'fran\u212a@example.com',
		'frаnk@example.com',
		'ｆrank@example.com',
		'frank@example.com\u200b',
	].entries()) {
		shop.accounts[`alike-${at}`] = { name: 'Frank', email, email_verified: true };
		shop.who = `alike-${at}`;
		const mine = browser();
		expect(await signIn(mine, 'shop'), email).toMatchObject({ kind: 'arrived' });
		expect((await whoIs(mine)).kind).toBe('visitor');
		// They have arrived without an address, and prove one by a code.
		expect(await readArrival(place.as(), { from: mine.from() })).toMatchObject({ email: null, verified: false });
		await expect(joinByProvider(place.as(), { name: 'Frank', from: mine.from() })).rejects.toMatchObject({
			code: 'arrival.expired',
		});
	}
	const [accounts] = await place.site.sql<{ count: number }[]>`
		select count(*)::int as count from membership.provider_account where member = ${id}`;
	expect(accounts?.count).toBe(0);
});

describe.each([
	['shop', () => shop],
	['google', () => google],
	['apple', () => appleId],
])('%s', (key, peer) => {
	const email = `mei-${key}@example.com`;
	it('lets a new person join under the name they give, and sign in again without mail', async () => {
		peer().accounts[`mei-${key}`] = { name: '陳美惠', email, email_verified: key === 'apple' ? 'true' : true };
		peer().who = `mei-${key}`;
		const mine = browser();
		const arrived = await signIn(mine, key, { onward: '/articles/soy' });
		expect(arrived).toMatchObject({ kind: 'arrived', onward: '/articles/soy' });
		expect(await whoIs(mine)).toEqual({ kind: 'visitor' });
		expect(await readArrival(place.as(), { from: mine.from() })).toMatchObject({
			name: '陳美惠',
			email,
			verified: true,
		});
		const mails = await count('platform.mail');
		await expect(joinByProvider(place.as(), { name: ' ', from: mine.from() })).rejects.toMatchObject({ status: 422 });
		const joined = await joinByProvider(place.as(), {
			name: '美惠',
			cameTo: 'article:3',
			heardFrom: '朋友',
			news: true,
			from: mine.from(),
		});
		mine.keep(joined.cookies);
		expect(joined).toMatchObject({ joined: true, onward: '/articles/soy' });
		expect(await whoIs(mine)).toMatchObject({ name: '美惠', role: 'member' });
		const [row] = await place.site.sql`
			select came_to, heard_from, (select mail is not null from membership.preference where member = m.id) as news,
				(select count(*)::int from membership.consent where member = m.id) as consents
			from membership.member m where email = ${email}`;
		expect(row).toEqual({ came_to: 'article:3', heard_from: '朋友', news: true, consents: 2 });
		const other = browser('203.0.113.20');
		expect(await signIn(other, key)).toMatchObject({ kind: 'in', member: { name: '美惠' } });
		expect(await whoIs(other)).toMatchObject({ name: '美惠' });
		expect(await count('platform.mail')).toBe(mails);
		// The arrival was used up.
		await expect(joinByProvider(place.as(), { name: '又一個', from: mine.from() })).rejects.toMatchObject({
			code: 'arrival.expired',
		});
	});
});

it('links a member whose verified address it is, and never one whose address nobody verified', async () => {
	const { id } = await createMember(place.system(), { name: '阿德', email: 'ade@example.com' });
	google.accounts['ade'] = { name: 'Ade', email: 'ade@example.com', email_verified: false };
	google.who = 'ade';
	expect(await signIn(browser(), 'google')).toMatchObject({ kind: 'arrived' });
	expect(await count('membership.provider_account')).toBe(3);
	google.accounts['ade'] = { name: 'Ade', email: 'Ade@Example.com', email_verified: true };
	expect(await signIn(browser(), 'google')).toMatchObject({ kind: 'in', member: { id } });
	// Their address there changes hands: the account is theirs by the lasting name, not by the address.
	google.accounts['ade'] = { name: 'Ade', email: 'owner@example.com', email_verified: true };
	expect(await signIn(browser(), 'google')).toMatchObject({ kind: 'in', member: { id } });
	expect(await tellings('ade@example.com')).toEqual(['連結了 Google']);
	await suspendMember(boss(), { member: id, suspended: true });
	await expect(signIn(browser(), 'google')).rejects.toMatchObject({ code: 'member.suspended' });
	await suspendMember(boss(), { member: id, suspended: false });
});

describe.each([
	['line', () => (line.who = 'U4af4980629')],
	['facebook', () => (facebook.who = { id: '10158', name: '王小明', email: 'ming@example.com' })],
])('%s, which verifies no address', (key, sitDown) => {
	const email = key === 'line' ? 'liner@example.com' : 'ming@example.com';
	it('asks for a code in the same page, then signs in without mail', async () => {
		line.accounts['U4af4980629'] = { name: '王小明', email };
		sitDown();
		const mine = browser();
		expect(await signIn(mine, key)).toMatchObject({ kind: 'arrived' });
		expect(await readArrival(place.as(), { from: mine.from() })).toMatchObject({
			name: '王小明',
			email,
			verified: false,
		});
		// The shorter way is not for them.
		await expect(joinByProvider(place.as(), { name: '小明', from: mine.from() })).rejects.toMatchObject({
			code: 'arrival.expired',
		});
		await signIn(mine, key).then(({ cookies }) => mine.keep(cookies));
		mine.keep((await requestCode(place.as(), { email, from: mine.from() })).cookies);
		const { member, cookies } = await joinWithCode(place.as(), {
			name: '小明',
			email,
			code: await mailed(email),
			from: mine.from(),
		});
		mine.keep(cookies);
		const linked = await connectArrival(place.as(as(member.id)), { from: mine.from() });
		expect(linked.connected).toBe(true);
		expect(await signIn(browser('203.0.113.21'), key)).toMatchObject({
			kind: 'in',
			member: { id: member.id, name: '小明' },
		});
	});
});

describe('an address of somebody who works here', () => {
	it('never opens the console, verified or not', async () => {
		shop.accounts['thief'] = { name: '林燕秋', email: 'owner@example.com', email_verified: true };
		shop.who = 'thief';
		const mine = browser();
		await expect(signIn(mine, 'shop')).rejects.toMatchObject({ code: 'provider.staff', status: 403 });
		expect(await whoIs(mine)).toEqual({ kind: 'visitor' });
		shop.accounts['thief'] = { email: 'owner@example.com' };
		expect(await signIn(mine, 'shop')).toMatchObject({ kind: 'arrived' });
		await expect(joinByProvider(place.as(), { name: '賊', from: mine.from() })).rejects.toMatchObject({
			code: 'arrival.expired',
		});
		expect(await whoIs(mine)).toEqual({ kind: 'visitor' });
	});

	it('is not linked by their own code either: they connect it in their account', async () => {
		shop.accounts['real'] = { email: 'owner@example.com' };
		shop.who = 'real';
		const mine = browser();
		await signIn(mine, 'shop');
		expect(await connectArrival(boss(), { from: mine.from() })).toMatchObject({ connected: false });
		expect(await listOwnProviders(boss(), {})).toEqual([]);
		mine.keep((await openSession(place.system(), { member: owner, from: mine.from() })).cookies);
		const connect = connectKey(place.as(), mine.from().cookie);
		expect(await signIn(mine, 'shop', { connect })).toMatchObject({ kind: 'connected' });
		expect(await listOwnProviders(boss(), {})).toMatchObject([{ key: 'shop', provider: '燕埕商店' }]);
		expect(await signIn(browser(), 'shop')).toMatchObject({ kind: 'in', member: { id: owner } });
	});
});

describe('connecting', () => {
	it('needs the account page of this very session, refuses what is another’s, and can be taken back', async () => {
		const { id } = await createMember(place.system(), { name: '阿芬', email: 'fen@example.com' });
		const mine = browser();
		mine.keep((await openSession(place.system(), { member: id, from: mine.from() })).cookies);
		const connect = connectKey(place.as(), mine.from().cookie);
		google.accounts['fen'] = { name: 'Fen' };
		google.who = 'fen';
		await expect(away(mine, 'google', { connect: 'guessed' })).rejects.toMatchObject({ code: 'provider.state' });
		await expect(away(browser(), 'google', { connect })).rejects.toMatchObject({ code: 'session.required' });
		// Signed out in between: nothing is connected to anybody.
		const { posted } = await away(mine, 'google', { connect });
		const session = mine.jar.get('session') ?? '';
		mine.jar.delete('session');
		await expect(comeBack(mine, 'google', posted)).rejects.toMatchObject({ code: 'provider.state' });
		mine.jar.set('session', session);
		expect(await signIn(mine, 'google', { connect })).toMatchObject({ kind: 'connected' });
		expect(await signIn(mine, 'google', { connect })).toMatchObject({ kind: 'connected' });
		google.who = 'ade';
		await expect(signIn(mine, 'google', { connect })).rejects.toMatchObject({ code: 'provider.taken', status: 409 });
		const [own] = await listOwnProviders(place.as(as(id)), {});
		await expect(partProvider(place.as(as(owner)), { account: own?.id ?? 0 })).rejects.toMatchObject({ status: 403 });
		let told = '';
		for await (const piece of (await openArchive(boss(), id))()) told += piece;
		expect(told).toContain('"provider":"google"');
		await partProvider(place.as(as(id)), { account: own?.id ?? 0 });
		expect(await tellings('fen@example.com')).toEqual(['連結了 Google', '取消連結了 Google']);
		google.who = 'fen';
		expect(await signIn(browser(), 'google')).toMatchObject({ kind: 'arrived' });
	});
});

describe('a way back that is not to be trusted', () => {
	const refused = async (tried: () => Promise<unknown>, code: string) => {
		const before = [
			await count('membership.session'),
			await count('membership.member'),
			await count('membership.arrival'),
		];
		await expect(tried()).rejects.toMatchObject({ code });
		expect([
			await count('membership.session'),
			await count('membership.member'),
			await count('membership.arrival'),
		]).toEqual(before);
	};
	const changed = (posted: URLSearchParams, name: string, value: string | null) => {
		const other = new URLSearchParams(posted);
		if (value === null) other.delete(name);
		else other.set(name, value);
		return other;
	};
	beforeEach(() => void (shop.who = 'mei-shop'));

	it('without state, with another, from another browser, of another provider, or too late', async () => {
		const mine = browser();
		const { posted } = await away(mine, 'shop');
		await refused(() => comeBack(mine, 'shop', changed(posted, 'state', null)), 'provider.state');
		await refused(() => comeBack(mine, 'shop', changed(posted, 'state', 'x'.repeat(43))), 'provider.state');
		await refused(() => comeBack(browser(), 'shop', posted), 'provider.state');
		await refused(() => comeBack(mine, 'google', posted), 'provider.state');
		place.clock.advance(16 * 60_000);
		await refused(() => comeBack(mine, 'shop', posted), 'provider.state');
	});

	it('played again, by the same browser with the same cookies', async () => {
		const mine = browser();
		const { posted } = await away(mine, 'shop');
		const cookie = mine.jar.get('away') ?? '';
		await comeBack(mine, 'shop', posted);
		mine.jar.set('away', cookie);
		await refused(() => comeBack(mine, 'shop', posted), 'provider.state');
	});

	it('with a code of somebody else, an old one, or none', async () => {
		const [mine, other] = [browser(), browser('203.0.113.30')];
		const theirs = await away(other, 'shop');
		const own = await away(mine, 'shop');
		// Their code in my way back: it was bought with another verifier.
		await refused(
			() => comeBack(mine, 'shop', changed(own.posted, 'code', theirs.posted.get('code') ?? '')),
			'provider.refused',
		);
		const again = await away(mine, 'shop');
		await refused(() => comeBack(mine, 'shop', changed(again.posted, 'code', null)), 'provider.refused');
	});

	it('that says to come from another issuer', async () => {
		const mine = browser();
		const { posted } = await away(mine, 'shop');
		expect(posted.get('iss')).toBe(shop.url);
		await refused(() => comeBack(mine, 'shop', changed(posted, 'iss', google.url)), 'provider.refused');
	});

	it('when the person said no', async () => {
		shop.who = null;
		await refused(() => signIn(browser(), 'shop'), 'provider.cancelled');
		facebook.who = null;
		await refused(() => signIn(browser(), 'facebook'), 'provider.cancelled');
	});

	it('when the provider breaks down in between, which its owner sees until it works again', async () => {
		const mine = browser();
		const { posted } = await away(mine, 'shop');
		shop.down = true;
		await refused(() => comeBack(mine, 'shop', posted), 'provider.down');
		const trouble = async () => (await listKeptProviders(boss(), {})).find(({ key }) => key === 'shop')?.trouble;
		expect(await trouble()).toBe('provider.down');
		shop.down = false;
		await signIn(mine, 'shop');
		expect(await trouble()).toBeNull();
	});

	it('forty times in a quarter of an hour from one address', async () => {
		const mine = browser('198.51.100.7');
		await place.site.sql`
			insert into membership.provider_return (digest, address, came)
			select 'n' || n, (select address from membership.provider_return where address <> '' limit 1), ${place.as().now} from generate_series(1, 41) n`;
		const { posted } = await away(mine, 'shop');
		expect(await comeBack(mine, 'shop', posted)).toMatchObject({ kind: 'in' });
		const crowded = browser();
		await refused(() => signIn(crowded, 'shop'), 'provider.too-many');
		place.clock.advance(16 * 60_000);
	});
});

describe('what the owner sets up', () => {
	it('is asked first: nothing is kept of a provider that does not answer, lies about itself or is inside', async () => {
		const liar = await identityProvider({ redirects: [back('liar')], claimsToBe: 'https://accounts.google.com' });
		const client = { client: 'x', secret: 'y' };
		for (const issuer of ['http://127.0.0.1:9', liar.url, 'javascript:alert(1)', 'https://user:word@example.com', ''])
			await expect(
				keepProvider(boss(), { kind: 'oidc', key: 'liar', issuer, ...client }),
				issuer,
			).rejects.toMatchObject({
				code: 'input.invalid',
				details: { fields: [{ path: 'issuer' }] },
			});
		await liar.close();
		await expect(
			keepProvider(boss(), { kind: 'oidc', key: 'google', issuer: shop.url, ...client }),
		).rejects.toMatchObject({ status: 422 });
		await expect(
			keepProvider(boss(), { kind: 'apple', client: 'x', team: 'T', keyId: 'K', privateKey: 'no key' }),
		).rejects.toMatchObject({
			details: { fields: [{ path: 'privateKey' }] },
		});
		await expect(keepProvider(boss(), { kind: 'google', client: 'another' })).rejects.toMatchObject({
			details: { fields: [{ path: 'secret' }] },
		});
		expect((await listKeptProviders(boss(), {})).map(({ key }) => key)).toEqual([
			'shop',
			'google',
			'line',
			'facebook',
			'apple',
		]);
	});

	it('is the owner’s, keeps its secret sealed, and is told to nobody', async () => {
		for (const role of ['member', 'author', 'moderator', 'editor', 'analyst'] as const) {
			await expect(
				keepProvider(place.as(as(owner, role)), { kind: 'google', client: 'x', secret: 'y' }),
			).rejects.toMatchObject({ status: 403 });
			await expect(listKeptProviders(place.as(as(owner, role)), {})).rejects.toMatchObject({ status: 403 });
			await expect(closeProvider(place.as(as(owner, role)), { key: 'shop' })).rejects.toMatchObject({ status: 403 });
		}
		const [row] = await place.site.sql<
			{ text: string }[]
		>`select string_agg(p::text, ' ') || ' ' || (select string_agg(data::text, ' ') from platform.event) as text from membership.provider p`;
		expect(row?.text).not.toContain(peerSecret);
		expect(JSON.stringify(await listKeptProviders(boss(), {}))).not.toMatch(/secret|PRIVATE/);
		// A new name without the secret: the secret stays.
		await keepProvider(boss(), { kind: 'oidc', key: 'shop', name: '商店', issuer: shop.url, client: peerClient });
		shop.who = 'mei-shop';
		expect(await signIn(browser('203.0.113.40'), 'shop')).toMatchObject({ kind: 'in' });
	});

	it('is not offered where an app’s browser is refused', async () => {
		const keys = async (app: string) => (await listProviders(place.as(), { app })).offered.map(({ key }) => key);
		expect(await keys('')).toEqual(['line', 'google', 'apple', 'facebook', 'shop']);
		for (const app of ['line', 'facebook', 'instagram', 'threads'])
			expect(await keys(app)).toEqual(['line', 'apple', 'shop']);
		expect((await listProviders(place.as(), { app: 'line' })).elsewhere.map(({ key }) => key)).toEqual([
			'google',
			'facebook',
		]);
		await expect(
			leaveForProvider(place.as(), { provider: 'google', app: 'line', from: askedFromField.parse({}) }),
		).rejects.toMatchObject({ code: 'provider.in-app' });
		const { location } = await leaveForProvider(place.as(), {
			provider: 'line',
			app: 'facebook',
			from: askedFromField.parse({}),
		});
		expect(new URL(location).searchParams.get('disable_auto_login')).toBe('true');
	});

	it('can be taken away; who came by it is still a member', async () => {
		const members = await count('membership.member');
		await closeProvider(boss(), { key: 'google' });
		await closeProvider(boss(), { key: 'google' });
		expect(await count('membership.member')).toBe(members);
		await expect(
			leaveForProvider(place.as(), { provider: 'google', from: askedFromField.parse({}) }),
		).rejects.toMatchObject({ code: 'provider.not-found' });
	});
});
