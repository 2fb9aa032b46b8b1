import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	connectArrival,
	createMember,
	findActor,
	giveCode,
	joinWithCode,
	keepClient,
	keepProvider,
	leaveForProvider,
	openSession,
	readUserInfo,
	requestCode,
	returnFromProvider,
	tradeCode,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';
import {
	identityProvider,
	peerClient,
	peerSecret,
	walkThrough,
	type IdentityProvider,
} from '#testing/identity-provider.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/**
 * From one end to the other: somebody comes by a provider with an address that only looks like a member's, and goes on to the brand's shop,
 * which knows people by what we tell it.
 */
const home = 'http://localhost:3000';
const back = 'https://shop.example/callback';
const verifier = 'a-word-that-only-the-shop-knows-and-keeps-to-itself';
let place: TestSite;
let peer: IdentityProvider;
let shop: { key: string; secret: string | null };
let frank: Browser;
let owner: number;
const boss = () => place.as({ kind: 'member', member: owner, name: '', handle: '', role: 'owner' } satisfies Actor);
const whoIs = async (mine: Browser) => (await findActor(place.as(), mine.headers())).actor;

beforeAll(async () => {
	peer = await identityProvider({ redirects: [`${home}/login/with/peer/return`] });
	place = await testSite({ REACHABLE: '127.0.0.1' });
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'o@example.com', role: 'owner' })).id;
	const client = { client: peerClient, secret: peerSecret };
	await keepProvider(boss(), { kind: 'oidc', key: 'peer', name: 'Peer', issuer: peer.url, ...client });
	shop = await keepClient(boss(), { name: '商店', redirects: back });
	const { id } = await createMember(place.system(), { name: 'Frank', email: 'frank@example.com' });
	frank = browser();
	frank.keep((await openSession(place.system(), { member: id, from: frank.from() })).cookies);
});
afterAll(async () => {
	await place.close();
	await peer.close();
});

async function byPeer(mine: Browser) {
	const left = await leaveForProvider(place.as(await whoIs(mine)), { provider: 'peer', from: mine.from() });
	mine.keep(left.cookies);
	const { posted } = await walkThrough(left.location, home);
	const came = await returnFromProvider(place.as(await whoIs(mine)), { provider: 'peer', posted, from: mine.from() });
	mine.keep(came.cookies);
	return came;
}

/** The shop asks who is in front of a browser. */
const asked = async (mine: Browser) =>
	giveCode(place.as(await whoIs(mine)), {
		asked: {
			client_id: shop.key,
			redirect_uri: back,
			response_type: 'code',
			scope: 'openid profile email',
			state: 's',
			nonce: 'n',
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
		},
		from: mine.from(),
	});

/** Who the shop takes somebody for. */
async function atShop(mine: Browser): Promise<{ sub: string; email?: string }> {
	const step = await asked(mine);
	expect(step.kind).toBe('back');
	const tokens = await tradeCode(place.as(), {
		client: shop.key,
		secret: shop.secret ?? '',
		grant: 'authorization_code',
		code: new URL(step.location).searchParams.get('code') ?? '',
		redirect: back,
		verifier,
	});
	return readUserInfo(place.as(), { token: tokens.access_token });
}

it.each([
	['the Kelvin sign', 'fran\u212a@example.com'],
	['a Cyrillic а', 'fr\u0430nk@example.com'],
	['full width', '\uff46rank@example.com'],
	['a sign that is not seen', 'frank@example.com\u200b'],
])(
	'%s: the shop is told neither that they are Frank nor his address, now or when the provider says it later',
	async (what, email) => {
		const subject = `mallory ${what}`;
		peer.accounts[subject] = { name: 'Frank', email, email_verified: true };
		peer.who = subject;
		const mine = browser();
		expect(await byPeer(mine)).toMatchObject({ kind: 'arrived' });
		// Nothing is signed in yet, so the shop is told nobody.
		expect((await asked(mine)).kind).toBe('sign-in');
		// They prove an address that is theirs, and are let in under it.
		const own = `mallory-${what.length}@example.com`;
		mine.keep((await requestCode(place.as(), { email: own, from: mine.from() })).cookies);
		const [mail] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = ${own} order by id desc limit 1`;
		const code = /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] ?? '';
		mine.keep((await joinWithCode(place.as(), { name: 'Frank', email: own, code, from: mine.from() })).cookies);
		mine.keep((await connectArrival(place.as(await whoIs(mine)), { from: mine.from() })).cookies);
		const franks = await atShop(frank);
		expect(franks.email).toBe('frank@example.com');
		const theirs = await atShop(mine);
		expect(theirs.email).toBe(own);
		expect(theirs.sub).not.toBe(franks.sub);
		// Their account there takes over the address itself: they are known by their lasting name, and stay who they are.
		peer.accounts[subject] = { name: 'Frank', email: 'frank@example.com', email_verified: true };
		const again = browser();
		expect(await byPeer(again)).toMatchObject({ kind: 'in' });
		expect(await atShop(again)).toMatchObject({ sub: theirs.sub, email: own });
	},
);

it('leads nobody to an address of a shop that only looks like the one that was entered', async () => {
	const question = { client_id: shop.key, response_type: 'code', scope: 'openid' };
	for (const redirect_uri of [
		'https://sh\u043ep.example/callback',
		'https://shop\uff0eexample/callback',
		'https://shop.ex\u0430mple/callback',
		'https://shop.example\u200b/callback',
		'https://shop.example/c\u0430llback',
		'https://SHOP.example/callback',
	])
		await expect(
			giveCode(place.as(await whoIs(frank)), { asked: { ...question, redirect_uri }, from: frank.from() }),
			redirect_uri,
		).rejects.toMatchObject({ code: 'sign-on.redirect' });
});

it('takes no address of a shop with letters that look like others', async () => {
	for (const redirects of [
		'https://sh\u043ep.example/callback',
		'https://shop.example/c\u0430llback',
		'https://shop\uff0eexample/',
	])
		await expect(keepClient(boss(), { name: '看起來像', redirects }), redirects).rejects.toMatchObject({
			details: { fields: [{ path: 'redirects' }] },
		});
	await keepClient(boss(), { name: '中文網址', redirects: 'https://xn--kpry57d.example/callback' });
});
