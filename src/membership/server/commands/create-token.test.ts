import { afterAll, beforeAll, expect, it } from 'vitest';
import { authorize, roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeRole,
	countMembers,
	createMember,
	createToken,
	findActorByToken,
	listMembers,
	listTokens,
	revokeToken,
	suspendMember,
} from '#membership/server/index.ts';

let place: TestSite;
let owner: number;
beforeAll(async () => (place = await testSite()));
afterAll(() => place.close());
const as = (member: number, role: (typeof roles)[number]): Actor => ({
	kind: 'member',
	member,
	name: '甲',
	handle: 'x',
	role,
});

it('works before there is an owner: the program gets an account that nobody can sign in with', async () => {
	const { token } = await createToken(place.system(), { name: '匯入程式', role: 'editor', scopes: ['*'] });
	expect(await findActorByToken(place.as(), token)).toMatchObject({
		kind: 'member',
		role: 'editor',
		scopes: ['*'],
		name: '匯入程式',
	});
	expect(await countMembers(place.as(), {})).toBe(0);
});

it('acts in the name of the oldest owner when the command line makes it', async () => {
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'owner@example.com', role: 'owner' })).id;
	const { token } = await createToken(place.system(), {
		name: 'cli',
		role: 'owner',
		scopes: ['article.publish', 'article.publish'],
	});
	expect(token).toMatch(/^hc_[2-9a-z]{40}$/);
	expect(await findActorByToken(place.as(), token)).toEqual({
		kind: 'member',
		member: owner,
		name: '林燕秋',
		handle: '林燕秋',
		role: 'owner',
		scopes: ['article.publish'],
	});
	const [row] = await place.site.sql`select * from membership.token order by id desc limit 1`;
	expect(JSON.stringify(row)).not.toContain(token);
	expect(row).toMatchObject({ prefix: token.slice(0, 9), scopes: ['article.publish'] });
});

it('may no more than its scopes and its role', async () => {
	const { token } = await createToken(place.as(as(owner, 'owner')), {
		name: '只看',
		role: 'analyst',
		scopes: ['member.list'],
	});
	const actor = (await findActorByToken(place.as(), token)) as Actor;
	await expect(listMembers(place.as(actor), {})).resolves.toMatchObject({ items: expect.any(Array) });
	expect(() => authorize(actor, 'article.publish', () => true, null)).toThrow('token.scope-missing');
	await expect(createToken(place.as(actor), { name: 'x', scopes: ['*'] })).rejects.toMatchObject({
		code: 'token.scope-missing',
	});
	const wide = (await findActorByToken(
		place.as(),
		(await createToken(place.as(as(owner, 'owner')), { name: '廣', role: 'editor', scopes: ['*'] })).token,
	)) as Actor;
	await expect(createToken(place.as(wide), { name: 'x', scopes: ['*'] })).rejects.toMatchObject({
		code: 'permission.denied',
	});
});

it('is made and ended by owners only', async () => {
	for (const role of roles.filter((one) => one !== 'owner')) {
		await expect(createToken(place.as(as(owner, role)), { name: 'x', scopes: ['*'] })).rejects.toMatchObject({
			status: 403,
		});
		await expect(revokeToken(place.as(as(owner, role)), { token: 1 })).rejects.toMatchObject({ status: 403 });
		await expect(listTokens(place.as(as(owner, role)), {})).rejects.toMatchObject({ status: 403 });
	}
	await expect(createToken(place.as(), { name: 'x', scopes: ['*'] })).rejects.toMatchObject({ status: 401 });
});

it('loses its power with its member, and all of it when revoked', async () => {
	const second = (await createMember(place.system(), { name: '第二', email: 'second@example.com', role: 'owner' })).id;
	const { id, token } = await createToken(place.as(as(owner, 'owner')), {
		name: 'x',
		role: 'owner',
		member: second,
		scopes: ['*'],
	});
	expect(await findActorByToken(place.as(), token)).toMatchObject({ role: 'owner' });
	await changeRole(place.system(), { member: second, role: 'author' });
	expect(await findActorByToken(place.as(), token)).toMatchObject({ role: 'author' });
	await suspendMember(place.system(), { member: second });
	expect(await findActorByToken(place.as(), token)).toBeNull();
	await suspendMember(place.system(), { member: second, suspended: false });
	await revokeToken(place.as(as(owner, 'owner')), { token: id });
	await revokeToken(place.as(as(owner, 'owner')), { token: id });
	expect(await findActorByToken(place.as(), token)).toBeNull();
	expect((await listTokens(place.as(as(owner, 'owner')), {})).find((one) => one.id === id)?.revoked).toBeInstanceOf(
		Date,
	);
});

it('ends by itself on its day, and says so', async () => {
	const { id, token } = await createToken(place.as(as(owner, 'owner')), { name: '一個月', scopes: ['*'], days: 30 });
	place.clock.advance(30 * 86_400_000 - 1);
	expect(await findActorByToken(place.as(), token)).toMatchObject({ member: owner });
	place.clock.advance(1);
	await expect(findActorByToken(place.as(), token)).rejects.toMatchObject({
		code: 'token.expired',
		status: 401,
		details: { expired: '2026-12-24T02:00:00.000Z' },
	});
	const listed = await listTokens(place.as(as(owner, 'owner')), {});
	expect(listed.find((one) => one.id === id)).toMatchObject({ expired: true });
	expect(listed.filter((one) => one.id !== id).every((one) => one.expires === null && !one.expired)).toBe(true);
	await revokeToken(place.as(as(owner, 'owner')), { token: id });
	expect(await findActorByToken(place.as(), token)).toBeNull();
});

it.each(['', 'hc_', 'x'.repeat(43), `hc_${'a'.repeat(40)}`, `hc_${'a'.repeat(39)}\u0000`, '__proto__', "' or 1=1 --"])(
	'%j is nobody',
	async (bearer) => {
		expect(await findActorByToken(place.as(), bearer)).toBeNull();
	},
);

it.each([
	{ name: '', scopes: ['*'] },
	{ name: 'x', scopes: [] },
	{ name: 'x', scopes: ['drop table'] },
	{ name: 'x', scopes: '*' },
	{ name: 'x', role: 'god', scopes: ['*'] },
	{ name: 'x', scopes: ['*'], days: 31 },
	{ name: 'x', scopes: ['*'], days: 'soon' },
	{ name: {}, scopes: ['*'] },
	null,
])('input %# is refused', async (input) => {
	await expect(createToken(place.system(), input as never)).rejects.toMatchObject({ code: 'input.invalid' });
});
