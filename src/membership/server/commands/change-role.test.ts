import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, type Actor } from '#platform/actor.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeProfile,
	changeRole,
	createMember,
	listMembers,
	readMember,
	readProfile,
	suspendMember,
} from '#membership/server/index.ts';

let place: TestSite;
let first: number;
let second: number;
let mei: number;
beforeAll(async () => {
	place = await testSite();
	const make = async (name: string, email: string, role: (typeof roles)[number]) =>
		(await createMember(place.system(), { name, email, role })).id;
	first = await make('林燕秋', 'first@example.com', 'owner');
	second = await make('阿穎', 'second@example.com', 'owner');
	mei = await make('陳美惠', 'mei@example.com', 'member');
});
afterAll(() => place.close());
const as = (member: number, role: (typeof roles)[number]): Actor => ({
	kind: 'member',
	member,
	name: '甲',
	handle: 'x',
	role,
});

describe('roles', () => {
	it('are given by owners only', async () => {
		for (const role of roles.filter((one) => one !== 'owner'))
			await expect(changeRole(place.as(as(mei, role)), { member: mei, role: 'owner' })).rejects.toMatchObject({
				status: 403,
			});
		await expect(changeRole(place.as(), { member: mei, role: 'owner' })).rejects.toMatchObject({ status: 401 });
		await changeRole(place.as(as(first, 'owner')), { member: mei, role: 'editor' });
		expect(await readMember(place.as(as(first, 'owner')), { id: mei })).toMatchObject({
			role: 'editor',
			facts: [{ name: 'member.role-changed' }, { name: 'member.joined' }],
		});
	});

	it('leave one owner at least, also when two owners demote each other at once', async () => {
		const outcomes = await Promise.allSettled([
			changeRole(place.as(as(first, 'owner')), { member: second, role: 'member' }),
			changeRole(place.as(as(second, 'owner')), { member: first, role: 'member' }),
		]);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'member.last-owner', status: 409 },
		});
		const [last] = await place.site.sql<{ id: number }[]>`select id from membership.member where role = 'owner'`;
		await expect(suspendMember(place.system(), { member: last?.id ?? 0 })).rejects.toMatchObject({
			code: 'member.last-owner',
		});
		await changeRole(place.system(), { member: first, role: 'owner' });
		await changeRole(place.system(), { member: second, role: 'owner' });
	});

	it.each([
		{ member: 0, role: 'owner' },
		{ member: 'x', role: 'owner' },
		{ member: 1, role: 'god' },
		{ member: 1, role: '__proto__' },
		{ member: [], role: {} },
		null,
	])('refuse input %#', async (input) => {
		await expect(changeRole(place.system(), input as never)).rejects.toMatchObject({ code: 'input.invalid' });
	});
});

describe('profiles', () => {
	it('are changed by their member, and found under the new handle', async () => {
		await changeProfile(place.as(as(mei, 'member')), {
			member: mei,
			name: '美惠',
			handle: 'Mei-Hui',
			bio: '吃燕埕二十年',
		});
		const about: string[] = [];
		const ctx = { ...place.as(), about: (...things: string[]) => void about.push(...things) };
		expect(await readProfile(ctx, { handle: 'MEI-HUI' })).toMatchObject({
			id: mei,
			name: '美惠',
			handle: 'mei-hui',
			bio: '吃燕埕二十年',
		});
		expect(about).toEqual([`member:${mei}`]);
		expect(Object.keys(await readProfile(place.as(), { handle: 'mei-hui' }))).not.toContain('email');
	});

	it('change by nothing that their member sends beside them: no role, no time, no state of another', async () => {
		const row = () =>
			place.as().db.selectFrom('membership.member').selectAll().where('id', '=', mei).executeTakeFirstOrThrow();
		const before = await row();
		const forged = {
			...{ role: 'owner', email: 'x@example.com', joined: new Date(0), suspended: new Date(), silenced_until: null },
			...{ level: 3, id: first, erased: new Date(), came_by_link: 1, withheld: null, __proto__: { role: 'owner' } },
		};
		await changeProfile(place.as(as(mei, 'member')), { member: mei, name: '美惠', ...forged } as never);
		expect(await row()).toEqual(before);
	});

	it('keep their handles apart', async () => {
		for (const handle of ['林燕秋', '官方', 'ADMIN']) {
			await expect(changeProfile(place.as(as(mei, 'member')), { member: mei, handle })).rejects.toMatchObject({
				details: { fields: [{ path: 'handle', key: 'handle-taken' }] },
			});
		}
		for (const handle of ['', '-a', 'a b', 'a/b', '<b>', '..', 'é', 'a--b', '長'.repeat(31)]) {
			await expect(changeProfile(place.as(as(mei, 'member')), { member: mei, handle })).rejects.toMatchObject({
				code: 'input.invalid',
			});
		}
	});

	it('are not for others to change, and gone with a suspension', async () => {
		await expect(changeProfile(place.as(as(second, 'author')), { member: mei, name: '別人' })).rejects.toMatchObject({
			status: 403,
		});
		await expect(suspendMember(place.as(as(mei, 'moderator')), { member: mei })).rejects.toMatchObject({ status: 403 });
		await suspendMember(place.as(as(first, 'owner')), { member: mei });
		await expect(readProfile(place.as(), { handle: 'mei-hui' })).rejects.toMatchObject({
			code: 'member.not-found',
			status: 404,
		});
		await suspendMember(place.as(as(first, 'owner')), { member: mei, suspended: false });
		await expect(readProfile(place.as(), { handle: '__proto__' })).rejects.toMatchObject({ status: 404 });
	});
});

describe('the list of members', () => {
	it('is for staff who work with people or numbers', async () => {
		await expect(listMembers(place.as(), {})).rejects.toMatchObject({ status: 401 });
		await expect(listMembers(place.as(as(mei, 'author')), {})).rejects.toMatchObject({ status: 403 });
		await expect(readMember(place.as(as(mei, 'member')), { id: first })).rejects.toMatchObject({ status: 403 });
	});

	it('is walked by cursor, each member once, also with equal times', async () => {
		const joined = place.clock.now();
		for (let number = 0; number < 7; number++)
			await createMember(place.system(), { name: `客人${number}`, email: `guest${number}@example.com`, joined });
		const seen: number[] = [];
		let cursor: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof listMembers>> = await listMembers(place.system(), { limit: 3, cursor });
			seen.push(...page.items.map(({ id }) => id));
			cursor = page.next;
		} while (cursor);
		expect(seen).toHaveLength(10);
		expect(new Set(seen).size).toBe(10);
		await expect(listMembers(place.system(), { cursor: "1' or '1" })).rejects.toMatchObject({ code: 'input.invalid' });
	});

	it('is searched by name and e-mail, literally', async () => {
		const names = async (search: string) =>
			(await listMembers(place.system(), { search })).items.map(({ name }) => name);
		expect(await names('美惠')).toEqual(['美惠']);
		expect(await names('FIRST@')).toEqual(['林燕秋']);
		expect(await names('%')).toEqual([]);
		expect(await names('_')).toEqual([]);
		expect(await names('\\')).toEqual([]);
	});

	it('refuses a second member with one address', async () => {
		await expect(createMember(place.system(), { name: '冒名', email: 'FIRST@example.com' })).rejects.toMatchObject({
			code: 'member.email-taken',
			status: 409,
		});
	});
});
