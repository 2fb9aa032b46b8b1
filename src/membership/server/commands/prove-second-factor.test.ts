import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorize, roles, visitor, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeRole,
	clearSecondFactor,
	confirmSecondFactor,
	createMember,
	createSignInLink,
	findActor,
	findSessionMember,
	listMembers,
	listStaffFactors,
	offerPasskey,
	offerSecondFactor,
	proveSecondFactor,
	readSecondFactor,
	requireSecondFactor,
	setPassword,
	signInWithLink,
} from '#membership/server/index.ts';
import { numberAt, stepAt } from '#membership/server/one-time-password.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let anna: number;
let ben: number;
beforeAll(async () => {
	place = await testSite();
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
	ben = (await createMember(place.system(), { name: '班', email: 'ben@example.com', role: 'editor' })).id;
});
afterAll(() => place.close());
// The waits after failures are forgotten after a day.
beforeEach(() => place.clock.advance(25 * 3_600_000));

/** A browser that has just signed in as this member. */
async function signedIn(member: number): Promise<Browser> {
	const at = browser();
	const { path } = await createSignInLink(place.system(), { member });
	at.keep((await signInWithLink(place.as(), { token: path.split('=')[1] ?? '', from: at.from() })).cookies);
	return at;
}
const actorOf = async (at: Browser): Promise<Actor> => (await findActor(place.as(), at.headers())).actor;
const as = async (at: Browser) => place.as(await actorOf(at));

const secrets = new Map<number, Buffer>();
/** What the app of this member shows now. */
const number = (member: number, steps = 0): string =>
	numberAt(secrets.get(member) as Buffer, stepAt(place.clock.now()) + steps);

function fromBase32(text: string): Buffer {
	const bits = [...text]
		.map((one) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'))
		.join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

async function setUp(member: number, at: Browser): Promise<string[]> {
	const { address } = await offerSecondFactor(await as(at), { member });
	secrets.set(member, fromBase32(new URL(address).searchParams.get('secret') ?? ''));
	const done = await confirmSecondFactor(await as(at), { member, code: number(member), from: at.from() });
	at.keep(done.cookies);
	return done.codes;
}
let codes: string[] = [];

describe('a second factor', () => {
	it('is set up by showing the app’s number; other devices go, this one has its rights by a new session', async () => {
		const laptop = await signedIn(anna);
		const phone = await signedIn(anna);
		const before = laptop.jar.get('session');
		const first = await offerSecondFactor(await as(laptop), { member: anna });
		expect(await offerSecondFactor(await as(laptop), { member: anna })).toEqual(first);
		codes = await setUp(anna, laptop);
		expect(codes).toHaveLength(10);
		expect(laptop.jar.get('session')).not.toBe(before);
		expect(await actorOf(laptop)).toMatchObject({ role: 'owner' });
		expect(await actorOf(phone)).toEqual(visitor);
		await expect(offerSecondFactor(await as(laptop), { member: anna })).rejects.toMatchObject({
			code: 'second-factor.there',
		});
		const stored = JSON.stringify(
			await place.site
				.sql`select encode(secret, 'base64') as secret, (select json_agg(r) from membership.recovery_code r) from membership.second_factor`,
		);
		expect(stored).not.toContain((secrets.get(anna) as Buffer).toString('base64').slice(0, 12));
		for (const code of codes) expect(stored).not.toContain(code.replaceAll('-', ''));
		const [mail] = await place.site
			.sql`select kind from platform.mail where recipient = 'anna@example.com' order by id desc limit 1`;
		expect(mail).toEqual({ kind: 'second-factor' });
	});

	it('keeps a session without it down to a member’s rights, everywhere, and from laying down new ways in', async () => {
		const at = await signedIn(anna);
		const actor = await actorOf(at);
		expect(actor).toMatchObject({ role: 'member', withheld: 'owner' });
		const value = at.jar.get('session') ?? '';
		expect(
			await findSessionMember(place.site.sql, place.site.handle.key('session'), value, place.clock.now()),
		).toMatchObject({ role: 'member', withheld: 'owner' });
		const ctx = place.as(actor);
		await expect(listMembers(ctx, {})).rejects.toMatchObject({ status: 403 });
		await expect(requireSecondFactor(ctx, { required: true })).rejects.toMatchObject({ status: 403 });
		await expect(
			setPassword(ctx, { member: anna, password: 'four two vats of soy', from: at.from() }),
		).rejects.toMatchObject({ status: 403 });
		await expect(offerPasskey(ctx, {})).rejects.toMatchObject({ status: 403 });
		await expect(clearSecondFactor(ctx, { member: anna, code: codes[0] ?? '' })).rejects.toMatchObject({ status: 403 });
		await expect(offerSecondFactor(ctx, { member: anna })).rejects.toMatchObject({ code: 'second-factor.there' });
		expect(() => authorize(actor, 'x', (one) => one.kind === 'member' && one.role === 'owner', null)).toThrow();
	});

	it('gives the rights with a new session; the old cookie is dead', async () => {
		const at = await signedIn(anna);
		const stolen = new Headers(at.headers());
		at.keep(
			(await proveSecondFactor(await as(at), { code: ` ${number(anna).replace(/(...)/, '$1 ')}`, from: at.from() }))
				.cookies,
		);
		expect(await actorOf(at)).toMatchObject({ role: 'owner' });
		expect((await findActor(place.as(), stolen)).actor).toEqual(visitor);
		// A new password does not ask for it again on the same device.
		at.keep(
			(await setPassword(await as(at), { member: anna, password: 'four two vats of soy', from: at.from() })).cookies,
		);
		expect(await actorOf(at)).toMatchObject({ role: 'owner' });
	});

	it('takes a number once, also when it comes twice at the same moment, and none from before', async () => {
		const one = await signedIn(anna);
		const two = await signedIn(anna);
		const code = number(anna);
		const tries = await Promise.allSettled(
			[one, two].map(async (at) => proveSecondFactor(await as(at), { code, from: at.from() })),
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		place.clock.advance(86_400_000);
		const late = await signedIn(anna);
		const now = number(anna);
		await proveSecondFactor(await as(late), { code: now, from: late.from() });
		const again = await signedIn(anna);
		for (const old of [now, number(anna, -1)])
			await expect(proveSecondFactor(await as(again), { code: old, from: again.from() })).rejects.toMatchObject({
				code: 'second-factor.wrong',
				status: 403,
			});
	});

	it('is not opened by another’s number, by guesses, or by many at once', async () => {
		const at = await signedIn(ben);
		await setUp(ben, at);
		place.clock.advance(60_000);
		const mine = await signedIn(anna);
		const guesses = await Promise.all(
			Array.from({ length: 12 }, async () =>
				proveSecondFactor(await as(mine), { code: number(ben), from: mine.from() }).catch(
					(error: { code: string }) => error,
				),
			),
		);
		expect(
			guesses.filter((one) => (one as { code?: string }).code === 'second-factor.wrong').length,
		).toBeLessThanOrEqual(4);
		await expect(proveSecondFactor(await as(mine), { code: number(anna), from: mine.from() })).rejects.toMatchObject({
			code: 'sign-in.wait',
			status: 429,
		});
		// The other account is not held up by it.
		const other = await signedIn(ben);
		await proveSecondFactor(await as(other), { code: number(ben), from: other.from() });
		await expect(proveSecondFactor(place.as(), { code: '123456' })).rejects.toMatchObject({ status: 401 });
	});

	it('is replaced by a recovery code, each once', async () => {
		const at = await signedIn(anna);
		const [code = ''] = codes;
		at.keep((await proveSecondFactor(await as(at), { code: code.toUpperCase(), from: at.from() })).cookies);
		expect(await actorOf(at)).toMatchObject({ role: 'owner' });
		expect(await readSecondFactor(await as(at), {})).toMatchObject({ codesLeft: 9, required: false });
		const again = await signedIn(anna);
		await expect(proveSecondFactor(await as(again), { code, from: again.from() })).rejects.toMatchObject({
			code: 'second-factor.wrong',
		});
	});

	it.each(['', 'x'.repeat(41), null, {}, ['123456'], 123456])('refuses %j as a code', async (code) => {
		const at = await signedIn(anna);
		await expect(proveSecondFactor(await as(at), { code: code as never, from: at.from() })).rejects.toMatchObject({
			code: 'input.invalid',
		});
	});
});

describe('the rule that staff need one', () => {
	it('is the owner’s who has one; at once whoever has none is a member until they set one up', async () => {
		const carla = (await createMember(place.system(), { name: '卡', email: 'carla@example.com', role: 'moderator' }))
			.id;
		const dora = (await createMember(place.system(), { name: '朵', email: 'dora@example.com', role: 'owner' })).id;
		const at = await signedIn(carla);
		expect(await actorOf(at)).toMatchObject({ role: 'moderator' });
		const without = await signedIn(dora);
		await expect(requireSecondFactor(await as(without), { required: true })).rejects.toMatchObject({
			code: 'second-factor.own-first',
			status: 409,
		});
		for (const role of roles.filter((one) => one !== 'owner'))
			await expect(
				requireSecondFactor(place.as({ kind: 'member', member: carla, name: 'x', handle: 'x', role }), {
					required: true,
				}),
			).rejects.toMatchObject({ status: 403 });
		const owner = await signedIn(anna);
		owner.keep((await proveSecondFactor(await as(owner), { code: number(anna), from: owner.from() })).cookies);
		await requireSecondFactor(await as(owner), { required: true });
		expect(await actorOf(at)).toMatchObject({ role: 'member', withheld: 'moderator' });
		expect(await actorOf(owner)).toMatchObject({ role: 'owner' });
		await setUp(carla, at);
		expect(await actorOf(at)).toMatchObject({ role: 'moderator' });
		expect(await listStaffFactors(await as(owner), {})).toMatchObject({ required: true });
		await requireSecondFactor(await as(owner), { required: false });
		expect(await actorOf(await signedIn(dora))).toMatchObject({ role: 'owner' });
		// Whoever has one gives it, rule or not.
		expect(await actorOf(await signedIn(carla))).toMatchObject({ role: 'member', withheld: 'moderator' });
	});

	it('is nothing to plain members, who cannot set one up', async () => {
		const mei = (await createMember(place.system(), { name: '美', email: 'mei@example.com' })).id;
		const at = await signedIn(mei);
		expect(await actorOf(at)).toMatchObject({ role: 'member' });
		await expect(offerSecondFactor(await as(at), { member: mei })).rejects.toMatchObject({ status: 403 });
		await expect(offerSecondFactor(await as(at), { member: anna })).rejects.toMatchObject({ status: 403 });
		await changeRole(place.system(), { member: mei, role: 'author' });
		expect(await actorOf(at)).toEqual(visitor);
	});

	it('can be cleared for whoever lost their telephone by an owner, and by oneself with a code', async () => {
		const owner = await signedIn(anna);
		owner.keep((await proveSecondFactor(await as(owner), { code: number(anna), from: owner.from() })).cookies);
		await expect(clearSecondFactor(await as(owner), { member: anna, code: '000000' })).rejects.toMatchObject({
			code: 'second-factor.wrong',
		});
		await clearSecondFactor(await as(owner), { member: ben });
		expect(await actorOf(await signedIn(ben))).toMatchObject({ role: 'editor' });
		await expect(clearSecondFactor(await as(owner), { member: ben })).rejects.toMatchObject({ status: 404 });
		await clearSecondFactor(await as(owner), { member: anna, code: codes[1] ?? '' });
		expect(await actorOf(owner)).toEqual(visitor);
		expect(await actorOf(await signedIn(anna))).toMatchObject({ role: 'owner' });
	});
});
