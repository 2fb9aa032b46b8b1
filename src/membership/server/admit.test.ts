import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import '#app/person-sources.ts';
import type { Actor, Role } from '#platform/actor.ts';
import { invitationPath } from '#membership/joining.ts';
import {
	changeJoining,
	changeRole,
	countApplicants,
	countMembers,
	createMember,
	decideApplicant,
	eraseMember,
	findActor,
	forgetExpired,
	invite,
	joinWithCode,
	listApplicants,
	listInvitations,
	readJoining,
	readProfile,
	requestCode,
	revokeInvitation,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let owner: number;
let editor: number;
const as = (member: number, role: Role = 'member'): Actor => ({
	kind: 'member',
	member,
	name: '燕秋',
	handle: '',
	role,
});
const boss = () => place.as(as(owner, 'owner'));
const desk = () => place.as(as(editor, 'editor'));

beforeAll(async () => {
	place = await testSite();
	owner = (await createMember(place.system(), { name: '林燕秋', email: 'owner@example.com', role: 'owner' })).id;
	editor = (await createMember(place.system(), { name: '小編', email: 'editor@example.com', role: 'editor' })).id;
});
afterAll(() => place.close());
// Codes are counted for one address and one day.
beforeEach(() => place.clock.advance(86_400_000));

async function lastMail(email: string): Promise<{ subject: string; body_text: string }> {
	const [mail] = await place.site.sql<{ subject: string; body_text: string }[]>`
		select subject, body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	return mail ?? { subject: '', body_text: '' };
}

/** Joins as a person does: asks for a code, and types it. */
async function join(email: string, more: Partial<Parameters<typeof joinWithCode>[1]> = {}) {
	const mine = browser(`198.51.100.${Math.floor(Math.random() * 250)}`);
	mine.keep((await requestCode(place.as(), { email, from: mine.from() })).cookies);
	const code = /\n(\d{6})\n/.exec((await lastMail(email)).body_text)?.[1] ?? '';
	const joined = await joinWithCode(place.as(), { name: '阿明', email, code, from: mine.from(), ...more });
	mine.keep(joined.cookies);
	return { ...joined, actor: (await findActor(place.as(), mine.headers())).actor };
}
const wordOf = (link: string): string => new URL(link).searchParams.get('invitation') ?? '';
const invited = async (more: Partial<Parameters<typeof invite>[1]> = {}) => wordOf((await invite(boss(), more)).link);

describe('by invitation', () => {
	beforeAll(() => changeJoining(boss(), { joining: 'invitation' }));

	it('lets nobody in without one, though their code was right, and members sign in as before', async () => {
		const members = await countMembers(boss(), {});
		await expect(join('stranger@example.com')).rejects.toMatchObject({ code: 'join.by-invitation', status: 403 });
		await expect(join('stranger@example.com', { invitation: 'guessed' })).rejects.toMatchObject({
			code: 'invitation.expired',
		});
		expect(await countMembers(boss(), {})).toBe(members);
		expect(await join('editor@example.com')).toMatchObject({ joined: false });
	});

	it('lets in one person by a link, and looking at it uses nothing up', async () => {
		const word = await invited();
		for (let look = 0; look < 3; look++)
			expect(await readJoining(place.as(), { invitation: word })).toMatchObject({
				invited: { role: 'member', email: null },
			});
		expect(await join('one@example.com', { invitation: word })).toMatchObject({
			joined: true,
			member: { role: 'member' },
		});
		await expect(join('two@example.com', { invitation: word })).rejects.toMatchObject({ code: 'invitation.expired' });
		expect((await readJoining(place.as(), { invitation: word })).invited).toBeNull();
	});

	it('lets ten who hold one link at once in as one', async () => {
		const word = await invited();
		const tries = await Promise.allSettled(
			Array.from({ length: 10 }, (_, n) => join(`crowd-${n}@example.com`, { invitation: word })),
		);
		expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('is for whom it names alone, and ends when it is taken back or too old', async () => {
		const word = await invited({ email: 'named@example.com' });
		await expect(join('other@example.com', { invitation: word })).rejects.toMatchObject({
			code: 'invitation.other-address',
		});
		expect(await join('named@example.com', { invitation: word })).toMatchObject({ joined: true });
		const { id, link } = await invite(boss(), {});
		await revokeInvitation(boss(), { invitation: id });
		await revokeInvitation(boss(), { invitation: id });
		await expect(join('late@example.com', { invitation: wordOf(link) })).rejects.toMatchObject({
			code: 'invitation.expired',
		});
		const old = await invited({ days: 3 });
		place.clock.advance(3 * 86_400_000 + 1);
		await expect(join('late@example.com', { invitation: old })).rejects.toMatchObject({ code: 'invitation.expired' });
	});

	it('to work here: trusted with the role, after proving the address, for seven days at most', async () => {
		const { link } = await invite(boss(), { email: 'mod@example.com', role: 'moderator', mail: true, days: 60 });
		const mail = await lastMail('mod@example.com');
		expect(mail.subject).toContain('一起工作');
		expect(mail.body_text).toContain(link);
		const [row] = await listInvitations(boss(), {});
		expect((row?.expires.getTime() ?? 0) - place.as().now.getTime()).toBe(7 * 86_400_000);
		expect((await join('mod@example.com', { invitation: wordOf(link) })).actor).toMatchObject({ role: 'moderator' });
		// A member is trusted with more; whoever has more keeps it.
		expect(
			(await join('one@example.com', { invitation: await invited({ email: 'one@example.com', role: 'author' }) }))
				.actor,
		).toMatchObject({ role: 'author' });
		expect(
			(await join('editor@example.com', { invitation: await invited({ email: 'editor@example.com', role: 'author' }) }))
				.actor,
		).toMatchObject({ role: 'editor' });
	});

	it('means nothing once whoever made it may not make it any more', async () => {
		const second = (await createMember(place.system(), { name: '前店主', email: 'ex@example.com', role: 'owner' })).id;
		const { link } = await invite(place.as(as(second, 'owner')), { email: 'friend@example.com', role: 'owner' });
		await changeRole(boss(), { member: second, role: 'member' });
		await expect(join('friend@example.com', { invitation: wordOf(link) })).rejects.toMatchObject({
			code: 'invitation.expired',
		});
	});

	it('is made by those who may, within bounds, and is kept as a digest', async () => {
		for (const role of ['member', 'author', 'analyst'] as const)
			await expect(invite(place.as(as(editor, role)), {})).rejects.toMatchObject({ status: 403 });
		for (const role of ['author', 'editor', 'owner'] as const)
			await expect(invite(desk(), { email: 'x@example.com', role })).rejects.toMatchObject({ status: 403 });
		await expect(changeJoining(desk(), { joining: 'open' })).rejects.toMatchObject({ status: 403 });
		await expect(invite(boss(), { role: 'editor' })).rejects.toMatchObject({
			details: { fields: [{ path: 'email' }] },
		});
		for (let n = 0; n < 3; n++) await invite(desk(), { email: 'often@example.com', mail: true });
		await expect(invite(desk(), { email: 'often@example.com', mail: true })).rejects.toMatchObject({
			code: 'invitation.too-many',
		});
		const word = await invited();
		const [row] = await place.site.sql<{ text: string }[]>`
			select (select string_agg(i::text, ' ') from membership.invitation i) || (select string_agg(data::text, ' ') from platform.event) as text`;
		expect(row?.text).not.toContain(word);
		expect(invitationPath(word)).toBe(`/join?invitation=${word}`);
	});
});

describe('by approval', () => {
	const wait = (email: string, more = {}) =>
		expect(
			join(email, { name: '等一下', heardFrom: '朋友', cameTo: 'article:3', news: true, ...more }),
		).rejects.toMatchObject({ code: 'join.waiting', status: 403 });
	beforeAll(() => changeJoining(boss(), { joining: 'approval' }));

	it('lets somebody wait once, of whom nothing is to be seen anywhere', async () => {
		const members = await countMembers(boss(), {});
		await wait('wait@example.com');
		await wait('wait@example.com');
		expect(await countApplicants(boss(), {})).toBe(1);
		expect(await countMembers(boss(), {})).toBe(members);
		await expect(readProfile(place.as(), { handle: '等一下' })).rejects.toMatchObject({ status: 404 });
		// Asked for a code to sign in, they are nobody.
		const mine = browser();
		await requestCode(place.as(), { email: 'wait@example.com', purpose: 'sign-in', from: mine.from() });
		expect((await lastMail('wait@example.com')).body_text).not.toMatch(/\n\d{6}\n/);
		for (const role of ['member', 'author', 'analyst'] as const) {
			await expect(listApplicants(place.as(as(editor, role)), {})).rejects.toMatchObject({ status: 403 });
			await expect(
				decideApplicant(place.as(as(editor, role)), { applicant: 1, decision: 'accept' }),
			).rejects.toMatchObject({ status: 403 });
		}
		const [fact] = await place.site.sql<
			{ data: string }[]
		>`select data::text from platform.event where name = 'applicant.asked'`;
		expect(fact?.data).not.toMatch(/example|等/);
	});

	it('lets in with everything they said when they asked, once, and tells them', async () => {
		const [{ id: applicant } = { id: 0 }] = await listApplicants(desk(), {});
		const asked = place.as().now;
		place.clock.advance(3 * 86_400_000);
		const both = await Promise.allSettled(
			[1, 2].map(() => decideApplicant(desk(), { applicant, decision: 'accept', reason: '歡迎' })),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		const [row] = await place.site.sql<
			{ id: number; came_to: string; heard_from: string; said: Date; noted_by: number | null; consents: number }[]
		>`
			select m.id, m.came_to, m.heard_from, c.said, c.noted_by, (select count(*)::int from membership.consent where member = m.id) as consents
			from membership.member m join membership.consent c on c.member = m.id and c.what = 'membership' where m.email = 'wait@example.com'`;
		expect(row).toMatchObject({ came_to: 'article:3', heard_from: '朋友', noted_by: null, consents: 2 });
		expect(row?.said.getTime()).toBeLessThanOrEqual(asked.getTime());
		expect((await lastMail('wait@example.com')).body_text).toContain('歡迎');
		expect(await join('wait@example.com')).toMatchObject({ joined: false });
		expect(await countApplicants(boss(), {})).toBe(0);
		await eraseMember(boss(), { member: row?.id ?? 0 });
	});

	it('refuses with a reason, which is told; they may ask again, and it is remembered for a quarter of a year', async () => {
		await wait('no@example.com');
		const [{ id: applicant } = { id: 0 }] = await listApplicants(desk(), {});
		await expect(decideApplicant(desk(), { applicant, decision: 'refuse' })).rejects.toMatchObject({
			details: { fields: [{ path: 'reason' }] },
		});
		await decideApplicant(desk(), { applicant, decision: 'refuse', reason: '這裡只給經銷商' });
		expect((await lastMail('no@example.com')).body_text).toContain('這裡只給經銷商');
		await expect(decideApplicant(desk(), { applicant, decision: 'accept' })).rejects.toMatchObject({
			code: 'applicant.not-found',
		});
		await wait('no@example.com');
		expect(await listApplicants(desk(), {})).toMatchObject([{ email: 'no@example.com', before: true }]);
		place.clock.advance(91 * 86_400_000);
		await forgetExpired.run(place.system(), {});
		expect(await listApplicants(desk(), {})).toMatchObject([{ before: false }]);
	});

	it('is passed by whoever was invited, and by nobody else', async () => {
		expect(await join('guest@example.com', { invitation: await invited() })).toMatchObject({ joined: true });
		await wait('sly@example.com', { role: 'owner', approved: true } as never);
	});

	it('lets nobody wait twice whom the open door lets in', async () => {
		await changeJoining(boss(), { joining: 'open' });
		const waiting = await countApplicants(boss(), {});
		expect(await join('sly@example.com')).toMatchObject({ joined: true });
		expect(await countApplicants(boss(), {})).toBe(waiting - 1);
	});
});
