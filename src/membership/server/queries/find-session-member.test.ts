import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sql } from '#platform/database/connect.ts';
import { system, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeRole,
	createMember,
	createSignInLink,
	findActor,
	findSessionMember,
	forgetExpired,
	readAccount,
	revokeSession,
	setPassword,
	signInWithLink,
	signOut,
	suspendMember,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let key: Buffer;
let mei: number;
beforeAll(async () => {
	place = await testSite();
	key = place.site.handle.key('session');
	await createMember(place.system(), { name: '負責人甲', email: 'owner@example.com', role: 'owner' });
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com' })).id;
});
afterAll(() => place.close());

async function signedIn(member: number, at: Browser = browser()): Promise<Browser> {
	const { path } = await createSignInLink(place.system(), { member });
	at.keep((await signInWithLink(place.as(), { token: path.split('token=')[1] ?? '', from: at.from() })).cookies);
	return at;
}
const whoHas = (value: string | undefined, sql: Sql = place.site.sql) =>
	findSessionMember(sql, key, value ?? '', place.clock.now());
const as = (member: number, role: 'member' | 'owner' = 'member'): Actor => ({
	kind: 'member',
	member,
	name: '甲',
	handle: 'x',
	role,
});

describe('a session', () => {
	it('is found by its cookie, in one statement', async () => {
		const phone = await signedIn(mei);
		expect(await whoHas(phone.jar.get('session'))).toEqual({
			id: mei,
			name: '陳美惠',
			handle: '陳美惠',
			role: 'member',
		});
	});

	it('asks the database nothing when the cookie is forged', async () => {
		const real = (await signedIn(mei)).jar.get('session') as string;
		const [token = '', signature = ''] = real.split('.');
		const asked = (): never => {
			throw new Error('the database was asked');
		};
		const untouchable = new Proxy((() => undefined) as unknown as Sql, { apply: asked, get: asked });
		await expect(whoHas(real, untouchable)).rejects.toThrow('the database was asked');
		const swapped = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
		const otherKey = Buffer.alloc(32, 9);
		for (const forged of [
			'',
			'x',
			token,
			`${token}.`,
			`${swapped}.${signature}`,
			`${token}.${'A'.repeat(43)}`,
			`${real}x`,
			` ${real}`,
			'__proto__',
			`${token}.${signature.slice(0, -1)}`,
		]) {
			expect(await whoHas(forged, untouchable)).toBeNull();
		}
		expect(await findSessionMember(untouchable, otherKey, real)).toBeNull();
	});

	it('is not stored as it is', async () => {
		const phone = await signedIn(mei);
		const [token = ''] = (phone.jar.get('session') as string).split('.');
		expect(JSON.stringify(await place.site.sql`select * from membership.session`)).not.toContain(token);
	});

	it('has a new token at each sign-in, and the one before ends', async () => {
		const phone = await signedIn(mei);
		const first = phone.jar.get('session');
		await signedIn(mei, phone);
		expect(phone.jar.get('session')).not.toBe(first);
		expect(await whoHas(first)).toBeNull();
		expect(await whoHas(phone.jar.get('session'))).toMatchObject({ id: mei });
	});

	it('ends at signing out, once and for all', async () => {
		const phone = await signedIn(mei);
		const before = phone.jar.get('session');
		phone.keep((await signOut(place.as(), { from: phone.from() })).cookies);
		expect(phone.jar.has('session')).toBe(false);
		expect(await whoHas(before)).toBeNull();
		await expect(signOut(place.as(), { from: { cookie: `session=${before}` } })).resolves.toBeTruthy();
	});

	it('is listed with its devices, which the member signs out one by one', async () => {
		await place.site.sql`delete from membership.session where member = ${mei}`;
		const phone = await signedIn(mei);
		const laptop = await signedIn(mei);
		const { sessions } = await readAccount(place.as(as(mei)), { from: phone.from() });
		expect(sessions).toHaveLength(2);
		const other = sessions.find(({ here }) => !here) as { id: number };
		const stranger = (await createMember(place.system(), { name: '路人', email: `stranger@example.com` })).id;
		await expect(revokeSession(place.as(as(stranger)), { session: other.id })).rejects.toMatchObject({
			code: 'session.not-found',
		});
		await expect(revokeSession(place.as(), { session: other.id })).rejects.toMatchObject({ status: 401 });
		await revokeSession(place.as(as(mei)), { session: other.id });
		expect(await whoHas(laptop.jar.get('session'))).toBeNull();
		expect(await whoHas(phone.jar.get('session'))).not.toBeNull();
	});

	it('does not outlive a change of rights, a suspension, or its time', async () => {
		const phone = await signedIn(mei);
		await changeRole(place.system(), { member: mei, role: 'editor' });
		expect(await whoHas(phone.jar.get('session'))).toBeNull();
		const again = await signedIn(mei);
		expect(await whoHas(again.jar.get('session'))).toMatchObject({ role: 'editor' });
		await suspendMember(place.system(), { member: mei });
		expect(await whoHas(again.jar.get('session'))).toBeNull();
		await expect(signedIn(mei)).rejects.toMatchObject({ code: 'member.suspended' });
		await suspendMember(place.system(), { member: mei, suspended: false });
		await changeRole(place.system(), { member: mei, role: 'member' });
		const late = await signedIn(mei);
		place.clock.advance(89 * 86_400_000);
		expect(await whoHas(late.jar.get('session'))).not.toBeNull();
		place.clock.advance(2 * 86_400_000);
		expect(await whoHas(late.jar.get('session'))).toBeNull();
		await forgetExpired.run(place.system(), {});
		expect(await place.site.sql`select 1 from membership.session where member = ${mei}`).toHaveLength(0);
	});

	it('is prolonged by being used', async () => {
		const phone = await signedIn(mei);
		for (let month = 0; month < 6; month++) {
			place.clock.advance(30 * 86_400_000);
			expect((await findActor(place.as(), phone.headers())).actor).toMatchObject({ member: mei });
		}
	});

	it('is another one after each sign-in: what somebody laid into a browser before opens nothing of whoever signs in there', async () => {
		const stranger = (await createMember(place.system(), { name: '別人', email: 'laid-in@example.com' })).id;
		const laid = (await signedIn(stranger)).jar.get('session') as string;
		const shared = browser();
		shared.keep([`session=${laid}; Path=/`]);
		await signedIn(mei, shared);
		expect(shared.jar.get('session')).not.toBe(laid);
		expect(await whoHas(shared.jar.get('session'))).toMatchObject({ id: mei });
		expect((await whoHas(laid))?.id).not.toBe(mei);
		// A name that is made up is nobody's, however it looks.
		for (const made of [laid.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), '__proto__', 'constructor', ''])
			expect(await whoHas(made)).toBeNull();
	});

	it('is renewed by a new password, and every other device is signed out', async () => {
		const phone = await signedIn(mei);
		const laptop = await signedIn(mei);
		phone.keep(
			(await setPassword(place.as(as(mei)), { member: mei, password: '四十二口缸等三百天才好', from: phone.from() }))
				.cookies,
		);
		expect(await whoHas(laptop.jar.get('session'))).toBeNull();
		expect(await whoHas(phone.jar.get('session'))).toMatchObject({ id: mei });
	});
});

describe('the cookie', () => {
	it('is out of reach of scripts, other sites and, over https, of neighbouring subdomains', async () => {
		const { path } = await createSignInLink(place.system(), { member: mei });
		const plain = await signInWithLink(place.as(), { token: path.split('=')[1] ?? '' });
		expect(plain.cookies[0]).toMatch(
			/^session=[2-9a-z]{32}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=34560000$/,
		);
		const secure = await testSite({ PUBLIC_URL: 'https://brand.example' });
		const { id } = await createMember(secure.system(), { name: '甲', email: 'a@example.com' });
		const link = await createSignInLink(secure.system(), { member: id });
		const { cookies } = await signInWithLink(secure.as(), { token: link.path.split('=')[1] ?? '' });
		expect(cookies[0]).toMatch(/^__Host-session=.*; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
		const value = cookies[0]?.split(';')[0]?.split('=')[1];
		expect((await findActor(secure.as(), new Headers({ cookie: `session=${value}` }))).actor.kind).toBe('visitor');
		expect(
			(await findActor(secure.as(), new Headers({ cookie: `session=junk; __Host-session=${value}` }))).actor,
		).toMatchObject({ member: id });
		await secure.close();
	});
});

describe('a sign-in link', () => {
	it('works once, for a day, and is made by the product alone', async () => {
		const { path } = await createSignInLink(place.system(), { member: mei });
		const token = path.split('=')[1] ?? '';
		expect(JSON.stringify(await place.site.sql`select * from membership.sign_in_link`)).not.toContain(token);
		await signInWithLink(place.as(), { token });
		await expect(signInWithLink(place.as(), { token })).rejects.toMatchObject({ code: 'link.expired' });
		const late = await createSignInLink(place.as(system), { member: mei });
		place.clock.advance(86_400_000);
		await expect(signInWithLink(place.as(), { token: late.path.split('=')[1] ?? '' })).rejects.toMatchObject({
			code: 'link.expired',
		});
		await expect(createSignInLink(place.as(as(1, 'owner')), { member: mei })).rejects.toMatchObject({ status: 403 });
		await expect(createSignInLink(place.as(), { member: mei })).rejects.toMatchObject({ status: 401 });
	});
});
