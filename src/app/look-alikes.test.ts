import { afterAll, beforeAll, expect, it } from 'vitest';
import '#app/person-sources.ts';
import { system, type Actor } from '#platform/actor.ts';
import { walkIn } from '#gathering/server/index.ts';
import {
	changeProfile,
	createMember,
	findMemberByEmail,
	importMemberList,
	importMembers,
	invite,
	joinIdentity,
	joinWithCode,
	readProfile,
	requestCode,
	signInWithPassword,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';
import { subscribe, suppressAddress } from '#notification/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

/** Ways to write frank@example.com that a person takes for it. */
const spellings = [
	['Cyrillic', 'frаnk@example.com'],
	['a Cyrillic domain', 'frank@ехample.com'],
	['full width', 'ｆrank@example.com'],
	['the Kelvin sign', 'fran\u212a@example.com'],
	['a space of no width', 'fra\u200bnk@example.com'],
	['a mark of direction', 'frank@example.com\u200e'],
	['two alphabets', 'frαnk@example.com'],
] as const;
const refusal = { code: 'input.invalid', details: { fields: [{ key: 'email-letters' }] } };

let place: TestSite;
let owner: number;
let frank: number;
const boss = () =>
	place.as({ kind: 'member', member: owner, name: '林燕秋', handle: 'lin-yanqiu', role: 'owner' } satisfies Actor);
const counts = async () => {
	const [row] = await place.site.sql`
		select (select count(*) from membership.member) as members, (select count(*) from membership.code) as codes,
			(select count(*) from membership.invitation) as invitations, (select count(*) from platform.mail) as mails,
			(select count(*) from notification.subscriber) as subscribers, (select count(*) from membership.identity) as identities`;
	return row;
};

beforeAll(async () => {
	place = await testSite();
	owner = (
		await createMember(place.system(), { name: '林燕秋', email: 'o@example.com', role: 'owner', handle: 'lin-yanqiu' })
	).id;
	frank = (await createMember(place.system(), { name: 'Frank', email: 'frank@example.com' })).id;
});
afterAll(() => place.close());

it.each(spellings)('%s opens no door, and changes nothing', async (_what, email) => {
	const before = await counts();
	const doors: [string, () => Promise<unknown>][] = [
		['a code', () => requestCode(place.as(), { email })],
		['joining', () => joinWithCode(place.as(), { name: 'Frank', email, code: '123456' })],
		['a password', () => signInWithPassword(place.as(), { email, password: 'correct-horse' })],
		['an invitation', () => invite(boss(), { email, role: 'editor' })],
		['a member by hand', () => createMember(place.as(system), { name: 'Frank', email })],
		['people of another house', () => importMembers(place.as(system), { members: [{ name: 'Frank', email }] })],
		['who that is', () => findMemberByEmail(boss(), { email })],
		['the newsletter', () => subscribe(place.as(), { email, topics: [1] })],
		['the list of those who get nothing', () => suppressAddress(boss(), { email, reason: 'request' })],
		['the door of an event', () => walkIn(boss(), { event: 1, name: 'Frank', email })],
	];
	for (const [door, knock] of doors) {
		const problem = (await knock().catch((error: unknown) => error)) as { details?: { fields?: { key: string }[] } };
		expect(problem, door).toMatchObject({ code: 'input.invalid' });
		expect(
			problem.details?.fields?.map(({ key }) => key),
			door,
		).toContain('email-letters');
	}
	await expect(joinIdentity(boss(), { member: frank, kind: 'mail', value: email, reason: '' })).rejects.toMatchObject(
		refusal,
	);
	expect(await counts()).toEqual(before);
});

it('a list says in which line the letters are that only look like an address', async () => {
	async function* list() {
		yield Buffer.from(
			'email,name\nfr\u0430nk@example.com,Frank\nnew@example.com,New\nfran\u212a@example.com,Fr\u0430nk\n',
		);
		yield await Promise.resolve(Buffer.from('other@example.com,Fr\u0430nk\n'));
	}
	expect(await importMemberList(boss(), list, { dry: true, consent: null })).toMatchObject({
		fresh: 1,
		known: 0,
		findings: [
			{ line: 2, column: 'email', key: 'email-letters' },
			{ line: 4, column: 'email', key: 'email-letters' },
			{ line: 5, column: 'name', key: 'name-letters' },
		],
	});
});

it('capitals are one person; dots, plus signs and other ends of a domain are others', async () => {
	const find = async (email: string) => (await findMemberByEmail(boss(), { email }))?.id ?? null;
	expect(await find('FRANK@EXAMPLE.COM')).toBe(frank);
	for (const other of ['f.rank@example.com', 'frank+a@example.com', 'frank@example.org', 'frank@xn--xample-2of.com'])
		expect(await find(other), other).toBeNull();
});

it('nobody takes a handle that is taken for that of somebody who works here', async () => {
	const me = place.as({ kind: 'member', member: frank, name: 'Frank', handle: 'frank', role: 'member' });
	for (const handle of ['1in-yanqiu', 'linyanqiu', 'lin-yanqiu', 'ＬＩＮ-yanqiu', 'adrnin', '客-服', '⼩編'])
		await expect(changeProfile(me, { member: frank, handle }), handle).rejects.toMatchObject({
			details: { fields: [{ path: 'handle', key: 'handle-taken' }] },
		});
	for (const handle of ['frank\u200f', '\u202eknarf', 'frаnk', '〇fficial'])
		await expect(changeProfile(me, { member: frank, handle }), handle).rejects.toMatchObject({
			details: { fields: [{ path: 'handle', key: 'handle' }] },
		});
	for (const name of ['\u202eeciffo', 'Frank\u061c', 'Frаnk'])
		await expect(changeProfile(me, { member: frank, name }), name).rejects.toMatchObject({ code: 'input.invalid' });
	// By joining, by hand or from elsewhere either: the name is theirs, the handle another one.
	const phone = browser();
	phone.keep((await requestCode(place.as(), { email: 'lin@example.com', from: phone.from() })).cookies);
	const [mail] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = 'lin@example.com'`;
	const code = /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] ?? '';
	const { member } = await joinWithCode(place.as(), {
		name: 'Lin Yanqiu',
		email: 'lin@example.com',
		code,
		from: phone.from(),
	});
	expect(member).toMatchObject({ name: 'Lin Yanqiu', handle: 'lin-yanqiu-2' });
	const [brought, admin] = await importMembers(place.as(system), {
		members: [
			{ name: 'Lin', email: 'b@example.com', handle: '1in-yanqiu' },
			{ name: 'Admin', email: 'c@example.com', handle: 'admin' },
		],
	});
	const handleOf = async (id = 0) =>
		(await place.site.sql<{ handle: string }[]>`select handle from membership.member where id = ${id}`)[0]?.handle;
	expect(await handleOf(brought?.id)).toBe('1in-yanqiu-2');
	expect(await handleOf(admin?.id)).toMatch(/^member-\d+$/);
	expect(await readProfile(place.as(), { handle: '1in-yanqiu' }).catch(() => null)).toBeNull();
});
