import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import { createMember, setPassword, signInWithPassword } from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let owner: number;
const password = '四十二口缸 café 三百天';
const email = 'yanqiu@example.com';
beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '林燕秋', email, role: 'owner' })).id;
	await setPassword(place.system(), { member: owner, password });
});
afterAll(() => place.close());
const own = (): Actor => ({ kind: 'member', member: owner, name: '林燕秋', handle: '林燕秋', role: 'owner' });

it('signs in by e-mail and password, however it is typed', async () => {
	const { member, cookies } = await signInWithPassword(place.as(), {
		email: ' Yanqiu@Example.com ',
		password: password.normalize('NFD'),
	});
	expect(member).toEqual({ id: owner, name: '林燕秋', handle: '林燕秋', role: 'owner' });
	expect(cookies[0]).toContain('HttpOnly');
});

it('says the same of an unknown address and of a wrong password, after the same time', async () => {
	const attempt = async (who: string): Promise<number> => {
		const started = performance.now();
		await expect(signInWithPassword(place.as(), { email: who, password: 'not this one' })).rejects.toMatchObject({
			code: 'sign-in.refused',
			status: 403,
			details: {},
		});
		return performance.now() - started;
	};
	const known = await attempt(email);
	const unknown = await attempt('nobody@example.com');
	// Without the same work for both, an unknown address would be answered some thirty times sooner.
	expect(unknown).toBeGreaterThan(known / 5);
});

it('waits longer after each failure, also for guesses sent at once', async () => {
	place.clock.advance(86_400_001);
	const guess = () =>
		signInWithPassword(place.as(), { email, password: 'wrong wrong' }).catch(
			(error: { code: string; details: { seconds?: number } }) => error,
		);
	const storm = await Promise.all(Array.from({ length: 12 }, guess));
	expect(storm.filter((one) => (one as { code: string }).code === 'sign-in.refused')).toHaveLength(4);
	await expect(signInWithPassword(place.as(), { email, password })).rejects.toMatchObject({
		code: 'sign-in.wait',
		status: 429,
		details: { seconds: 15 },
	});
	place.clock.advance(15_000);
	expect(await guess()).toMatchObject({ code: 'sign-in.refused' });
	expect(await guess()).toMatchObject({ code: 'sign-in.wait', details: { seconds: 30 } });
	place.clock.advance(30_000);
	await expect(signInWithPassword(place.as(), { email, password })).resolves.toBeTruthy();
	expect(await guess()).toMatchObject({ code: 'sign-in.refused' });
});

it('slows down one address that tries many accounts', async () => {
	const from = { address: '198.51.100.66' };
	for (let number = 0; number < 20; number++) {
		await expect(
			signInWithPassword(place.as(), { email: `user${number}@example.com`, password: 'x', from }),
		).rejects.toMatchObject({ code: 'sign-in.refused' });
	}
	await expect(
		signInWithPassword(place.as(), { email: 'user99@example.com', password: 'x', from }),
	).rejects.toMatchObject({ code: 'sign-in.wait' });
});

it('looks at few passwords at once: guesses at many accounts are sent away uncounted, a browser that is known waits its turn', async () => {
	const { cookies } = await signInWithPassword(place.as(), { email, password });
	const known = browser('203.0.113.5');
	known.keep(cookies);
	const attempts = async () =>
		(await place.site.sql<{ count: number }[]>`select count(*)::int as count from membership.attempt`)[0]?.count ?? 0;
	const before = await attempts();
	const guess = (number: number) =>
		signInWithPassword(place.as(), {
			email: `crowd${number}@example.com`,
			password: 'x',
			from: { address: `198.51.100.${number}` },
		}).catch(({ code }: { code: string }) => code);
	const storm = Array.from({ length: 30 }, (_, number) => guess(number));
	await expect(signInWithPassword(place.as(), { email, password, from: known.from() })).resolves.toBeTruthy();
	const codes = await Promise.all(storm);
	const looked = codes.filter((code) => code === 'sign-in.refused').length;
	expect(looked).toBe(12);
	expect(codes.filter((code) => code === 'sign-in.crowded')).toHaveLength(18);
	// Whoever was sent away has all their tries: an account and an address were counted for each of the others, and the address
	// of the one who got in.
	expect(await attempts()).toBe(before + 2 * looked + 1);
});

it('keeps no password, only what recognises it', async () => {
	const [row] = await place.site.sql<{ hash: string }[]>`select hash from membership.password where member = ${owner}`;
	expect(row?.hash).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/);
});

it.each([
	['short', 'password', 'password-short'],
	['qwertyuiop', 'password', 'password-common'],
	['yanqiu2026', 'password', 'password-common'],
	['長'.repeat(201), 'password', 'too-long'],
])('%s is no password', async (wanted, path, key) => {
	await expect(
		setPassword(place.as(own()), { member: owner, password: wanted, current: password }),
	).rejects.toMatchObject({ details: { fields: [{ path, key }] } });
});

it('asks the member for the present one, and lets nobody else change it', async () => {
	const change = (actor: Actor, current?: string) =>
		setPassword(place.as(actor), { member: owner, password: 'another good one', ...(current ? { current } : {}) });
	await expect(change(own())).rejects.toMatchObject({
		details: { fields: [{ path: 'current', key: 'password-current' }] },
	});
	await expect(change(own(), 'wrong')).rejects.toMatchObject({ code: 'input.invalid' });
	const other = (await createMember(place.system(), { name: '另一位', email: 'other@example.com', role: 'owner' })).id;
	await expect(
		change({ kind: 'member', member: other, name: '另', handle: 'o', role: 'owner' }, password),
	).rejects.toMatchObject({ status: 403 });
	await expect(change({ kind: 'visitor' }, password)).rejects.toMatchObject({ status: 401 });
	await change(own(), password);
	place.clock.advance(86_400_001);
	await expect(signInWithPassword(place.as(), { email, password })).rejects.toMatchObject({ code: 'sign-in.refused' });
	await expect(signInWithPassword(place.as(), { email, password: 'another good one' })).resolves.toBeTruthy();
});

it.each([
	null,
	[],
	{},
	{ email: 1, password: 2 },
	{ email, password: { $gt: '' } },
	{ email, password: 'a\u0000b' },
	{ email, password: 'x'.repeat(10_000_000) },
	JSON.parse('{"__proto__":{"email":"a@b.example","password":"x"}}'),
])('refuses input %#', async (input) => {
	await expect(signInWithPassword(place.as(), input as never)).rejects.toMatchObject({
		code: 'input.invalid',
		status: 422,
	});
});
