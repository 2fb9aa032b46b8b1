import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import '#app/person-sources.ts';
import { connectShop } from '#commerce/server/index.ts';
import type { Actor } from '#platform/actor.ts';
import { paidOrder } from '#testing/paid-order.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeEmail,
	createMember,
	eraseMember,
	findActor,
	joinIdentity,
	joinWithCode,
	listTouches,
	openArchive,
	openSession,
	readMember,
	requestCode,
	requestEmailChange,
} from '#membership/server/index.ts';
import { browser, type Browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let owner: number;
const as = (member: number, more: object = {}) =>
	place.as({ kind: 'member', member, name: '', handle: '', role: 'member', ...more } as Actor);
const boss = () => as(owner, { role: 'owner' });
beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'o@example.com', role: 'owner' })).id;
	await connectShop(boss(), { handle: 'shop', name: 'Shop' });
});
afterAll(() => place.close());
beforeEach(() => place.clock.advance(25 * 3_600_000));

let number = 0;
/** A member in a browser of their own. */
async function member(email = `person${++number}@example.com`) {
	const { id } = await createMember(place.system(), { name: '陳美惠', email });
	const mine = browser();
	mine.keep((await openSession(place.system(), { member: id, from: mine.from() })).cookies);
	return { id, mine, email };
}
async function mailed(email: string): Promise<string> {
	const [mail] = await place.site.sql<{ body_text: string }[]>`
		select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	return mail?.body_text ?? '';
}
async function ask(id: number, mine: Browser, email: string): Promise<string> {
	mine.keep((await requestEmailChange(as(id), { member: id, email, from: mine.from() })).cookies);
	return /\n(\d{6})\n/.exec(await mailed(email))?.[1] ?? '';
}
const emailOf = async (id: number) =>
	(await place.site.sql<{ email: string }[]>`select email::text from membership.member where id = ${id}`)[0]?.email;
const order = (email: string, id: string) => paidOrder(place, email, id, 100);

it('is changed by the code from the new mailbox; the former one hears of it, stays theirs and opens no door', async () => {
	const { id, mine, email: former } = await member();
	const tablet = browser();
	tablet.keep((await openSession(place.system(), { member: id, from: tablet.from() })).cookies);
	await order('later@example.com', 'L1');
	await order(former, 'F1');
	const code = await ask(id, mine, 'later@example.com');
	expect(await emailOf(id)).toBe(former);
	mine.keep((await changeEmail(as(id), { member: id, email: 'Later@example.com', code, from: mine.from() })).cookies);
	expect(await emailOf(id)).toBe('later@example.com');
	// The device that asked goes on by a new session, every other is out.
	expect((await findActor(place.as(), mine.headers())).actor).toMatchObject({ kind: 'member', member: id });
	expect((await findActor(place.as(), tablet.headers())).actor).toEqual({ kind: 'visitor' });
	expect(await mailed(former)).toContain('l…@example.com');
	expect(await mailed(former)).not.toContain('later@example.com');
	const { identities } = await readMember(boss(), { id });
	expect(identities).toMatchObject([{ kind: 'mail', value: former, origin: 'former-address', joined_name: null }]);
	const facts = await place.site.sql`select data from platform.event where name = 'member.address-changed'`;
	expect(JSON.stringify(facts)).not.toContain('@');
	await place.runJobs();
	const { items } = await listTouches(boss(), { member: id, limit: 100 });
	expect(items.filter(({ kind }) => kind === 'order')).toHaveLength(2);
	expect(items.map(({ kind }) => kind)).toContain('member.address-changed');
	// The former address is a stranger's who asks for a code there: whoever holds that mailbox becomes somebody new.
	const stranger = browser('203.0.113.50');
	stranger.keep((await requestCode(place.as(), { email: former, from: stranger.from() })).cookies);
	const other = /\n(\d{6})\n/.exec(await mailed(former))?.[1] ?? '';
	const joined = await joinWithCode(place.as(), { name: '別人', email: former, code: other, from: stranger.from() });
	expect(joined).toMatchObject({ joined: true });
	expect(joined.member.id).not.toBe(id);
});

it('is nobody’s to change but their own, with a fresh proof, and by no code but the one for it', async () => {
	const { id, mine } = await member();
	const code = await ask(id, mine, 'mine@example.com');
	const given = { member: id, email: 'mine@example.com', code, from: mine.from() };
	for (const actor of [as(owner, { role: 'owner' }), as(id + 1000), place.as()])
		await expect(changeEmail(actor, given)).rejects.toMatchObject({ status: expect.toBeOneOf([401, 403]) });
	await expect(changeEmail(as(id, { withheld: 'editor' }), given)).rejects.toMatchObject({ status: 403 });
	await expect(changeEmail(as(id, { stale: true }), given)).rejects.toMatchObject({ code: 'proof.needed' });
	await expect(
		requestEmailChange(as(id, { stale: true }), { member: id, email: 'x@example.com', from: mine.from() }),
	).rejects.toMatchObject({ code: 'proof.needed' });
	const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
	await expect(changeEmail(as(id), { ...given, code: wrong })).rejects.toMatchObject({ code: 'code.wrong' });
	await expect(changeEmail(as(id), { ...given, email: 'other@example.com' })).rejects.toMatchObject({
		code: 'code.expired',
	});
	await expect(changeEmail(as(id), { ...given, from: browser().from() })).rejects.toMatchObject({
		code: 'code.expired',
	});
	for (const email of ['m\u0456ne@example.com', 'mine', '', 'ｍine@example.com'])
		await expect(changeEmail(as(id), { ...given, email })).rejects.toMatchObject({ code: 'input.invalid' });
	const both = await Promise.allSettled([1, 2].map(() => changeEmail(as(id), given)));
	expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('takes no mailbox that is another member’s, though its code was right: two members stay two', async () => {
	const { id, mine, email } = await member();
	const other = await member();
	const code = await ask(id, mine, other.email);
	await expect(changeEmail(as(id), { member: id, email: other.email, code, from: mine.from() })).rejects.toMatchObject({
		code: 'member.email-taken',
		status: 409,
	});
	expect([await emailOf(id), await emailOf(other.id)]).toEqual([email, other.email]);
});

it('takes along what they subscribed to, and what staff had joined to somebody else is parted', async () => {
	const { id, mine, email: former } = await member();
	const other = await member();
	await joinIdentity(boss(), { member: other.id, kind: 'mail', value: 'proved@example.com' });
	await place.site.sql`
		with s as (insert into notification.subscriber (email, created) values (${former}, now()) returning id)
		insert into notification.subscription (subscriber, topic, asked, confirmed) select id, 1, now(), now() from s`;
	const code = await ask(id, mine, 'proved@example.com');
	await changeEmail(as(id), { member: id, email: 'proved@example.com', code, from: mine.from() });
	await place.runJobs();
	const inForce = await place.site.sql`
		select s.email::text from notification.subscription n join notification.subscriber s on s.id = n.subscriber
		where n.ended is null and s.email in (${former}, 'proved@example.com')`;
	expect(inForce).toEqual([{ email: 'proved@example.com' }]);
	expect((await readMember(boss(), { id: other.id })).identities).toMatchObject([{ parted: expect.any(Date) }]);
});

it('is in their archive, and every address goes with them', async () => {
	const { id, mine, email: former } = await member('zhenformer@example.com');
	const code = await ask(id, mine, 'zhennow@example.com');
	await changeEmail(as(id), { member: id, email: 'zhennow@example.com', code, from: mine.from() });
	let text = '';
	for await (const piece of (await openArchive(boss(), id))()) text += piece;
	expect(text).toContain(former);
	expect(Object.keys((JSON.parse(text) as { data: object }).data)).toContain('membership.mails');
	await eraseMember(boss(), { member: id });
	await place.runJobs();
	const tables = await place.site.sql<{ name: string }[]>`
		select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
	for (const { name } of tables) {
		const rows = await place.site.sql.unsafe(`select 1 from ${name} t where t::text ~ 'zhen(former|now)'`);
		expect(rows.length, name).toBe(0);
	}
});
