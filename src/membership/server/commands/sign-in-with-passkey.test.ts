import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	createMember,
	findSessionMember,
	offerPasskey,
	offerPasskeySignIn,
	readAccount,
	registerPasskey,
	removePasskey,
	signInWithPasskey,
	suspendMember,
} from '#membership/server/index.ts';
import { authenticator, type Bent } from '#membership/server/testing/authenticator.ts';

let place: TestSite;
let mei: number;
let own: Actor;
let phone: ReturnType<typeof authenticator>;
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

beforeAll(async () => {
	place = await testSite();
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com', role: 'owner' })).id;
	own = { kind: 'member', member: mei, name: '陳美惠', handle: '陳美惠', role: 'owner' };
	phone = authenticator(place.site.handle.url);
});
afterAll(() => place.close());

it.each<[string, Bent]>([
	['another origin', { origin: 'https://evil.example' }],
	['another site', { rpId: 'evil.example' }],
	['a challenge that nobody put', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
	['nobody having shown who they are', { verified: false }],
])('registers nothing for %s', async (_what, bent) => {
	const options = await offerPasskey(place.as(own), {});
	await expect(registerPasskey(place.as(own), { response: phone.create(options, bent) })).rejects.toMatchObject({
		code: 'passkey.refused',
		status: 403,
	});
});

it('registers a passkey for the member who was asked, once', async () => {
	const options = await offerPasskey(place.as(own), {});
	expect(options).toMatchObject({ rp: { id: 'localhost' }, user: { name: 'mei@example.com', displayName: '陳美惠' } });
	const stranger = (await createMember(place.system(), { name: '路人', email: 'x@example.com' })).id;
	const theirs: Actor = { kind: 'member', member: stranger, name: '路人', handle: '路人', role: 'member' };
	const answer = phone.create(options);
	await expect(registerPasskey(place.as(theirs), { response: answer })).rejects.toMatchObject({
		code: 'passkey.refused',
	});
	await expect(registerPasskey(place.as(), { response: answer })).rejects.toMatchObject({ status: 401 });
	await registerPasskey(place.as(own), { response: answer, name: 'iPhone 上的 Safari' });
	await expect(registerPasskey(place.as(own), { response: answer })).rejects.toMatchObject({ code: 'passkey.refused' });
	expect((await readAccount(place.as(own), {})).passkeys).toMatchObject([{ name: 'iPhone 上的 Safari' }]);
});

it('signs in whoever holds it', async () => {
	const options = await offerPasskeySignIn(place.as(), {});
	const { member, cookies } = await signInWithPasskey(place.as(), { response: phone.get(options) });
	expect(member).toEqual({ id: mei, name: '陳美惠', handle: '陳美惠', role: 'owner' });
	const value = cookies[0]?.split(';')[0]?.slice('session='.length) ?? '';
	expect(
		await findSessionMember(place.site.sql, place.site.handle.key('session'), value, place.clock.now()),
	).toMatchObject({ id: mei });
});

it.each<[string, Bent]>([
	['another key', { key: other }],
	['another origin', { origin: 'https://evil.example' }],
	['another site', { rpId: 'evil.example' }],
	['nobody having shown who they are', { verified: false }],
	['a counter that went back, as a copy has', { counter: 1 }],
	['a challenge that nobody put', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
])('refuses %s', async (_what, bent) => {
	const options = await offerPasskeySignIn(place.as(), {});
	await expect(signInWithPasskey(place.as(), { response: phone.get(options, bent) })).rejects.toMatchObject({
		code: 'passkey.refused',
		status: 403,
	});
});

it('refuses an answer given twice, too late, or meant for registering', async () => {
	const options = await offerPasskeySignIn(place.as(), {});
	const answer = phone.get(options);
	await signInWithPasskey(place.as(), { response: answer });
	await expect(signInWithPasskey(place.as(), { response: answer })).rejects.toMatchObject({ code: 'passkey.refused' });
	const slow = await offerPasskeySignIn(place.as(), {});
	place.clock.advance(10 * 60_000);
	await expect(signInWithPasskey(place.as(), { response: phone.get(slow) })).rejects.toMatchObject({
		code: 'passkey.refused',
	});
	const registering = await offerPasskey(place.as(own), {});
	await expect(signInWithPasskey(place.as(), { response: phone.get(registering) })).rejects.toMatchObject({
		code: 'passkey.refused',
	});
});

it.each([
	null,
	{},
	[],
	{ response: 5 },
	{ response: { id: 'x', rawId: 'x', type: 'public-key', response: {} } },
	JSON.parse('{"response":{"__proto__":{"id":"x"}}}'),
])('refuses input %#', async (input) => {
	await expect(signInWithPasskey(place.as(), input as never)).rejects.toMatchObject({
		code: 'input.invalid',
		status: 422,
	});
});

it('refuses what only looks like an answer', async () => {
	const junk = {
		id: 'nobody',
		rawId: 'nobody',
		type: 'public-key' as const,
		response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
	};
	await expect(signInWithPasskey(place.as(), { response: junk })).rejects.toMatchObject({ code: 'passkey.refused' });
	const known = phone.get(await offerPasskeySignIn(place.as(), {}));
	await expect(
		signInWithPasskey(place.as(), { response: { ...known, response: junk.response } }),
	).rejects.toMatchObject({ code: 'passkey.refused' });
});

it('lets a suspended member not in, and a removed passkey nobody', async () => {
	const second = (await createMember(place.system(), { name: '另一位', email: 'o2@example.com', role: 'owner' })).id;
	await suspendMember(place.system(), { member: mei });
	await expect(
		signInWithPasskey(place.as(), { response: phone.get(await offerPasskeySignIn(place.as(), {})) }),
	).rejects.toMatchObject({ code: 'member.suspended' });
	await suspendMember(place.system(), { member: mei, suspended: false });
	const { passkeys } = await readAccount(place.as(own), {});
	const passkey = passkeys[0]?.id as number;
	await expect(removePasskey(place.as({ ...own, member: second } as Actor), { passkey })).rejects.toMatchObject({
		code: 'passkey.not-found',
	});
	await removePasskey(place.as(own), { passkey });
	await expect(
		signInWithPasskey(place.as(), { response: phone.get(await offerPasskeySignIn(place.as(), {})) }),
	).rejects.toMatchObject({ code: 'passkey.refused' });
});
