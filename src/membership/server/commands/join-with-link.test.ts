import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listMail } from '#platform/mail/list-mail.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeJoining,
	createMember,
	findActor,
	joinWithCode,
	joinWithLink,
	readMailLink,
	requestCode,
	suspendMember,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let owner: number;
const boss = () => place.as({ kind: 'member', member: owner, name: '', handle: '', role: 'owner' });
beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'o@example.com', role: 'owner' })).id;
});
afterAll(() => place.close());
beforeEach(() => place.clock.advance(25 * 3_600_000));

/** Asks for a mail with a link, and opens the mailbox. */
async function mailed(email: string, link: string | null = '', more: { purpose?: 'sign-in' } = {}) {
	const mine = browser();
	mine.keep((await requestCode(place.as(), { email, link, from: mine.from(), ...more })).cookies);
	const [mail] = await place.site.sql<{ body_text: string; body_html: string }[]>`
		select body_text, body_html from platform.mail where recipient = ${email} order by id desc limit 1`;
	const text = mail?.body_text ?? '';
	const address = new URL(/^http\S*\/login\/mail\S*$/m.exec(text)?.[0] ?? 'http://none.example');
	return {
		mine,
		text,
		html: mail?.body_html ?? '',
		code: /\n(\d{6})\n/.exec(text)?.[1] ?? '',
		token: address.searchParams.get('token') ?? '',
		to: address.searchParams.get('to'),
	};
}
const expired = { code: 'link.expired', status: 410 };

describe('a link in a mail', () => {
	it('is looked at by scanners as often as they like, and lets in whoever presses its button, once, in their own browser', async () => {
		const email = 'mei@example.com';
		await createMember(place.system(), { name: '陳美惠', email });
		const { mine, token, code, to, html } = await mailed(email, '/articles/soy?a=1&b=2');
		expect(to).toBe('/articles/soy?a=1&b=2');
		expect(html).toContain(`token=${token}&amp;to=`);
		for (let look = 0; look < 3; look++)
			expect(await readMailLink(place.as(), { token })).toEqual({ email, member: true });
		const elsewhere = browser('203.0.113.44');
		const joined = await joinWithLink(place.as(), { token, from: elsewhere.from() });
		elsewhere.keep(joined.cookies);
		expect(joined).toMatchObject({ joined: false, member: { name: '陳美惠' } });
		expect((await findActor(place.as(), elsewhere.headers())).actor).toMatchObject({ kind: 'member', name: '陳美惠' });
		expect((await findActor(place.as(), mine.headers())).actor).toEqual({ kind: 'visitor' });
		const [session] = await place.site.sql`select way from membership.session where member = ${joined.member.id}`;
		expect(session).toEqual({ way: 'link' });
		// The code went with it, and looking tells it.
		expect(await readMailLink(place.as(), { token })).toBeNull();
		await expect(joinWithLink(place.as(), { token })).rejects.toMatchObject(expired);
		await expect(joinWithCode(place.as(), { email, code, from: mine.from() })).rejects.toMatchObject({
			code: 'code.expired',
		});
	});

	it('pressed ten times at once lets in once', async () => {
		const { token } = await mailed('ten@example.com');
		const all = await Promise.allSettled(
			Array.from({ length: 10 }, () => joinWithLink(place.as(), { token, name: '十次', from: browser().from() })),
		);
		expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject(expired);
	});

	it('goes with its code, and after ten minutes', async () => {
		const used = await mailed('used@example.com');
		await joinWithCode(place.as(), {
			name: '有碼',
			email: 'used@example.com',
			code: used.code,
			from: used.mine.from(),
		});
		await expect(joinWithLink(place.as(), { token: used.token })).rejects.toMatchObject(expired);
		const old = await mailed('old@example.com');
		place.clock.advance(10 * 60_000 + 1);
		expect(await readMailLink(place.as(), { token: old.token })).toBeNull();
		await expect(joinWithLink(place.as(), { token: old.token, name: '晚來' })).rejects.toMatchObject(expired);
	});

	it.each(['', 'x', "' or 1=1 --", '%', '__proto__', 'a'.repeat(32)])('%j lets nobody in', async (token) => {
		expect(await readMailLink(place.as(), { token })).toBeNull();
		await expect(joinWithLink(place.as(), { token, name: '誰' })).rejects.toMatchObject(expired);
	});

	it('lets a new person say who they want to be; nothing that was typed where it was asked for comes along', async () => {
		const email = 'new@example.com';
		const { token } = await mailed(email);
		expect(await readMailLink(place.as(), { token })).toEqual({ email, member: false });
		await expect(joinWithLink(place.as(), { token })).rejects.toMatchObject({
			details: { fields: [{ path: 'name', key: 'missing' }] },
		});
		// As a page might be made to send it: the address is the link's, the role nobody's to say.
		const more = { email: 'o@example.com', role: 'owner', code: '1' };
		const joined = await joinWithLink(place.as(), { token, name: '阿新', ...more, from: browser().from() });
		expect(joined).toMatchObject({ joined: true, member: { name: '阿新', role: 'member' } });
		const [row] = await place.site.sql`select email::text from membership.member where id = ${joined.member.id}`;
		expect(row).toEqual({ email });
	});

	it('is no way round the door: whoever is to be let in waits, and who is shut out stays out', async () => {
		await changeJoining(boss(), { joining: 'approval' });
		const { token } = await mailed('wait@example.com');
		await expect(joinWithLink(place.as(), { token, name: '等等' })).rejects.toMatchObject({ code: 'join.waiting' });
		await changeJoining(boss(), { joining: 'invitation' });
		const uninvited = await mailed('nobody@example.com');
		await expect(joinWithLink(place.as(), { token: uninvited.token, name: '沒人' })).rejects.toMatchObject({
			code: 'join.by-invitation',
		});
		await changeJoining(boss(), { joining: 'open' });
		const { id } = await createMember(place.system(), { name: '出去', email: 'out@example.com' });
		await suspendMember(boss(), { member: id, suspended: true });
		const shut = await mailed('out@example.com');
		await expect(joinWithLink(place.as(), { token: shut.token })).rejects.toMatchObject({ code: 'member.suspended' });
	});

	it('is in no mail that did not ask for it, nor where somebody unknown wants to sign in', async () => {
		expect((await mailed('plain@example.com', null)).token).toBe('');
		const unknown = await mailed('unknown@example.com', '', { purpose: 'sign-in' });
		expect(unknown.token).toBe('');
		expect(unknown.text).not.toContain('token');
	});

	it('is kept as a digest, and shown to nobody who reads the outbox', async () => {
		const { token, code } = await mailed('hidden@example.com', '/account');
		const [row] = await place.site.sql<{ text: string }[]>`
			select string_agg(c::text, ' ') as text from membership.code c`;
		expect(row?.text).not.toContain(token);
		const [mail] = (await listMail(boss(), {})).items;
		expect(mail?.body_text).toContain(code);
		expect(JSON.stringify(mail)).not.toContain(token);
		expect(mail?.body_text).toContain('/login/mail?token=…');
	});
});
