import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publishPage, writePage } from '#content/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeConsent,
	createMember,
	joinWithCode,
	marketableMembers,
	readConsent,
	readNotice,
	requestCode,
	suspendMember,
} from '#membership/server/index.ts';
import { browser } from '#membership/server/testing/browser.ts';

let place: TestSite;
let mei: number;
let ming: number;
beforeAll(async () => {
	place = await testSite();
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com' })).id;
	ming = (await createMember(place.system(), { name: '林志明', email: 'ming@example.com' })).id;
});
beforeEach(() => place.clock.advance(25 * 3_600_000));
afterAll(() => place.close());
const as = (member: number, role: (typeof roles)[number] = 'member'): Actor => ({
	kind: 'member',
	member,
	name: '甲',
	handle: 'x',
	role,
});
const own = () => place.as(as(mei));
const open = async (channel: 'mail' | 'line' | 'push') =>
	(await marketableMembers(place.as().db, channel).execute()).map(({ member }) => member);
const proofs = () =>
	place.site
		.sql`select what, decision, place, address, noted_by from membership.consent where member = ${mei} order by id`;

async function join(email: string, more: object) {
	const phone = browser();
	phone.keep((await requestCode(place.as(), { email, from: phone.from() })).cookies);
	const [mail] = await place.site.sql<
		{ body_text: string }[]
	>`select body_text from platform.mail where recipient = ${email} order by id desc limit 1`;
	const code = /\n(\d{6})\n/.exec(mail?.body_text ?? '')?.[1] as string;
	return (await joinWithCode(place.as(), { name: '新人', email, code, from: phone.from(), ...more })).member.id;
}

describe('consent to marketing', () => {
	it('is nobody’s until it is given, per way, and leaves a proof with the words that were shown', async () => {
		expect(await open('mail')).toEqual([]);
		await changeConsent(own(), { member: mei, mail: true, place: 'account', address: '203.0.113.9' });
		expect(await open('mail')).toEqual([mei]);
		expect(await open('line')).toEqual([]);
		const { now, said } = await readConsent(own(), { member: mei });
		expect(now).toEqual({ mail: true, line: false, push: false, ads: false, refused: false });
		const [first] = said;
		expect(first).toMatchObject({ what: 'mail', decision: 'given', place: 'account', said: place.clock.now() });
		expect(first?.notice?.body).toContain('隨時可以取消，不收費');
		expect(first?.notice?.hash).toBe(
			createHash('sha256').update(`${first?.notice?.title}\n\n${first?.notice?.body}`).digest('hex'),
		);
		expect(JSON.stringify(await proofs())).not.toContain('203.0.113.9');
	});

	it('said twice is one proof, also at the same moment', async () => {
		const before = (await proofs()).length;
		await Promise.all(
			[1, 2, 3].map(() => changeConsent(own(), { member: mei, mail: true, line: true, place: 'account' })),
		);
		expect((await proofs()).length).toBe(before + 1);
	});

	it('is nothing while all marketing is refused, whatever was agreed to, and is as it was afterwards', async () => {
		await changeConsent(own(), { member: mei, refused: true, place: 'account' });
		for (const channel of ['mail', 'line', 'push'] as const) expect(await open(channel)).toEqual([]);
		await changeConsent(own(), { member: mei, push: true, place: 'account' });
		expect(await open('push')).toEqual([]);
		await changeConsent(own(), { member: mei, refused: false, place: 'account' });
		for (const channel of ['mail', 'line', 'push'] as const) expect(await open(channel)).toEqual([mei]);
	});

	it('does not reach who is shut out, or by mail who has no address', async () => {
		await changeConsent(place.system(), { member: ming, mail: true, push: true, place: 'import' });
		await suspendMember(place.system(), { member: ming });
		expect(await open('mail')).toEqual([mei]);
		await suspendMember(place.system(), { member: ming, suspended: false });
		await place.site.sql`update membership.member set email = null where id = ${ming}`;
		expect(await open('mail')).toEqual([mei]);
		expect((await open('push')).sort()).toEqual([mei, ming].sort());
		await place.site.sql`update membership.member set email = 'ming@example.com' where id = ${ming}`;
	});

	it('is given by the person alone; staff may note that somebody wants no more', async () => {
		for (const role of roles)
			await expect(
				changeConsent(place.as(as(ming, role)), { member: mei, mail: true, place: 'console' }),
			).rejects.toMatchObject({ status: 403 });
		for (const role of roles)
			await expect(
				changeConsent(place.as(as(ming, role)), { member: mei, refused: false, place: 'console' }),
			).rejects.toMatchObject({ status: 403 });
		for (const role of ['member', 'author', 'analyst'] as const)
			await expect(
				changeConsent(place.as(as(ming, role)), { member: mei, refused: true, place: 'console' }),
			).rejects.toMatchObject({ status: 403 });
		await expect(changeConsent(place.as(), { member: mei, refused: true, place: 'x' })).rejects.toMatchObject({
			status: 401,
		});
		await changeConsent(place.as(as(ming, 'moderator')), { member: mei, refused: true, place: 'console' });
		expect((await proofs()).at(-1)).toMatchObject({ what: 'marketing', decision: 'withdrawn', noted_by: ming });
		await changeConsent(own(), { member: mei, refused: false, place: 'account' });
		await expect(readConsent(place.as(as(ming)), { member: mei })).rejects.toMatchObject({ status: 403 });
	});

	it('cannot be rewritten: proofs and texts only grow', async () => {
		await expect(place.site.sql`update membership.consent set decision = 'given'`).rejects.toThrow('only added');
		await expect(place.site.sql`delete from membership.consent`).rejects.toThrow('only added');
		await expect(place.site.sql`update membership.notice set body = 'x'`).rejects.toThrow('new row');
	});

	it.each([null, {}, { member: 1, place: 'a b' }, { member: 1, place: 'x', mail: 'yes' }, { member: {}, place: 'x' }])(
		'refuses input %#',
		async (input) => {
			await expect(changeConsent(place.system(), input as never)).rejects.toMatchObject({ code: 'input.invalid' });
		},
	);
	it('of nobody is not found', () =>
		expect(changeConsent(place.system(), { member: 999_999, mail: true, place: 'x' })).rejects.toMatchObject({
			status: 404,
		}));
});

describe('joining', () => {
	it('keeps what was told: the short notice with the six items where no page is published', async () => {
		const notice = await readNotice(place.as(), {});
		expect(notice.path).toBeNull();
		for (const word of ['蒐集', '目的', '類別', '期間、地區、對象', '更正', '不提供'])
			expect(notice.body).toContain(word);
		const id = await join('new@example.com', { notice: notice.hash });
		const { said, now } = await readConsent(place.as(as(id)), { member: id });
		expect(now.mail).toBe(false);
		expect(said).toMatchObject([
			{ what: 'membership', decision: 'given', place: 'join', notice: { hash: notice.hash } },
		]);
	});

	it('refers to the version that the form showed, even when it changed meanwhile, and to none that was never shown', async () => {
		const editor = as(ming, 'owner');
		const write = async (text: string, id?: number) => {
			const body = fromMarkdown(text, 'article');
			const page = { title: '隱私權政策', slug: 'privacy', role: 'privacy' as const, body };
			return (await writePage(place.as(editor), id ? { ...page, id } : page)).id;
		};
		const page = await write('第一版。');
		await publishPage(place.as(editor), { id: page });
		await place.runJobs();
		const first = await readNotice(place.as(), {});
		expect(first).toMatchObject({ path: '/privacy', body: '第一版。' });
		await write('第二版。', page);
		await place.runJobs();
		const second = await readNotice(place.as(), {});
		expect(second.hash).not.toBe(first.hash);
		const words = async (member: number) =>
			(await readConsent(place.as(as(member)), { member })).said.at(-1)?.notice?.body;
		expect(await words(await join('a@example.com', { notice: first.hash }))).toBe('第一版。');
		expect(await words(await join('b@example.com', { notice: 'f'.repeat(64) }))).toBe('第二版。');
		expect(await words(await join('c@example.com', { place: 'comment' }))).toBe('第二版。');
	});

	it('with the box ticked agrees to mail, and without it does not', async () => {
		const yes = await join('yes@example.com', { news: 'yes' });
		const no = await join('no@example.com', { news: 'no' });
		expect(await open('mail')).toContain(yes);
		expect(await open('mail')).not.toContain(no);
		expect((await readConsent(place.as(as(yes)), { member: yes })).said.map(({ what }) => what)).toEqual([
			'mail',
			'membership',
		]);
	});
});
