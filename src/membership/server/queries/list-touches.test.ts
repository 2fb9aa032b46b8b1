import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectShop } from '#commerce/server/index.ts';
import { openThread, postComment } from '#community/server/index.ts';
import { roles, type Actor } from '#platform/actor.ts';
import { paidOrder } from '#testing/paid-order.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	changeProfile,
	createMember,
	deleteRemark,
	joinIdentity,
	labelMember,
	listLooks,
	listTouches,
	noteLook,
	partIdentity,
	readMember,
	unlabelMember,
	writeRemark,
} from '#membership/server/index.ts';

let place: TestSite;
let mei: number;
let anna: number;
const minute = 60_000;
const staff = (role: (typeof roles)[number], member = anna): Actor => ({
	kind: 'member',
	member,
	name: '安',
	handle: 'a',
	role,
});
const owner = () => place.as(staff('owner'));
const order = (email: string, id: string) => paidOrder(place, email, id);

beforeAll(async () => {
	place = await testSite();
	mei = (await createMember(place.system(), { name: '陳美惠', email: 'mei@example.com' })).id;
	anna = (await createMember(place.system(), { name: '安', email: 'anna@example.com', role: 'owner' })).id;
	await connectShop(owner(), { handle: 'shop', name: 'Shop' });
});
afterAll(() => place.close());

const walk = async (limit: number): Promise<string[]> => {
	const seen: string[] = [];
	for (let cursor: string | null | undefined; cursor !== null;) {
		const page: Awaited<ReturnType<typeof listTouches>> = await listTouches(owner(), { member: mei, cursor, limit });
		seen.push(...page.items.map(({ kind, text }) => `${kind} ${text}`.trim()));
		cursor = page.next;
	}
	return seen;
};

describe('the touches of a member', () => {
	it('come from every module in the order of time, page by page, each once, also at equal times', async () => {
		const actor = staff('member', mei);
		const { id: thread } = await openThread(place.system(), { subject: 'article:1', title: 'T', path: '/t' });
		place.clock.advance(3 * 86_400_000);
		await postComment(place.as(actor), { thread, body: { text: '很好吃' } } as never);
		await order('mei@example.com', 'A1');
		await order('mei@example.com', 'A2');
		await writeRemark(owner(), { member: mei, text: '喜歡辣的' });
		place.clock.advance(minute);
		await changeProfile(place.as(actor), { member: mei, bio: '老客人' });
		place.clock.advance(minute);
		const { label } = await labelMember(owner(), { member: mei, name: '老饕' });
		place.clock.advance(minute);
		await unlabelMember(owner(), { member: mei, label });
		const all = await walk(100);
		expect(all).toEqual([
			'member.unlabelled 老饕',
			'member.labelled 老饕',
			'member.changed',
			'remark 喜歡辣的',
			'order NT$1,280',
			'order NT$1,280',
			'comment 很好吃',
			'member.joined',
		]);
		for (const limit of [1, 2, 3]) expect(await walk(limit)).toEqual(all);
	});

	it('are for those who work with people', async () => {
		for (const role of roles) {
			const asked = listTouches(place.as(staff(role)), { member: mei });
			if (['moderator', 'editor', 'analyst', 'owner'].includes(role)) await asked;
			else await expect(asked).rejects.toMatchObject({ status: 403 });
		}
		await expect(listTouches(place.as(), { member: mei })).rejects.toMatchObject({ status: 401 });
		await expect(listTouches(owner(), { member: 999_999 })).rejects.toMatchObject({ status: 404 });
		for (const cursor of ["1-a:1' or 1=1", 'x', '1-', '99999999999999-a:1', '1-__proto__:1'])
			await expect(listTouches(owner(), { member: mei, cursor })).rejects.toMatchObject({ code: 'input.invalid' });
	});
});

describe('labels and remarks', () => {
	it('are put once, whatever the letters, and taken off again', async () => {
		await labelMember(owner(), { member: mei, name: ' VIP ' });
		await labelMember(place.as(staff('moderator')), { member: mei, name: 'vip' });
		const { labels } = await readMember(owner(), { id: mei });
		expect(labels).toMatchObject([{ name: 'VIP' }]);
		await unlabelMember(owner(), { member: mei, label: labels[0]?.id });
		await unlabelMember(owner(), { member: mei, label: labels[0]?.id });
		expect((await readMember(owner(), { id: mei })).labels).toEqual([]);
	});

	it('are of those who work with people; a remark is taken back by its author or the owner', async () => {
		const writer = (await createMember(place.system(), { name: '丙', email: 'c@example.com', role: 'moderator' })).id;
		const { id } = await writeRemark(place.as(staff('moderator', writer)), { member: mei, text: '來電詢問' });
		const other = (await createMember(place.system(), { name: '乙', email: 'b@example.com', role: 'editor' })).id;
		await expect(deleteRemark(place.as(staff('editor', other)), { remark: id })).rejects.toMatchObject({ status: 403 });
		await deleteRemark(place.as(staff('moderator', writer)), { remark: id });
		await expect(deleteRemark(owner(), { remark: id })).rejects.toMatchObject({ code: 'remark.not-found' });
		for (const role of ['member', 'author', 'analyst'] as const) {
			await expect(writeRemark(place.as(staff(role)), { member: mei, text: 'x' })).rejects.toMatchObject({
				status: 403,
			});
			await expect(labelMember(place.as(staff(role)), { member: mei, name: 'x' })).rejects.toMatchObject({
				status: 403,
			});
		}
		await expect(writeRemark(owner(), { member: mei, text: '  ' })).rejects.toMatchObject({ code: 'input.invalid' });
		await expect(writeRemark(owner(), { member: 999_999, text: 'x' })).rejects.toMatchObject({ status: 404 });
	});
});

describe('identities', () => {
	const owners = async () =>
		(
			await place.site.sql<
				{ external_id: string }[]
			>`select external_id from commerce.order where member = ${mei} order by id`
		).map((row) => row.external_id);
	it('bring their orders along, and give them back when parted', async () => {
		await order('other@example.com', 'B1');
		expect(await owners()).toEqual(['A1', 'A2']);
		const { id } = await joinIdentity(owner(), {
			member: mei,
			kind: 'mail',
			value: 'Other@example.com',
			reason: '她說的',
		});
		await place.runJobs();
		expect(await owners()).toEqual(['A1', 'A2', 'B1']);
		expect((await readMember(owner(), { id: mei })).identities).toMatchObject([
			{ kind: 'mail', value: 'other@example.com', origin: 'staff', reason: '她說的', joined_name: '安', parted: null },
		]);
		// What is ordered with it from now on is theirs, too.
		await order('other@example.com', 'B2');
		expect(await owners()).toEqual(['A1', 'A2', 'B1', 'B2']);
		await partIdentity(owner(), { identity: id });
		await partIdentity(owner(), { identity: id });
		await place.runJobs();
		expect(await owners()).toEqual(['A1', 'A2']);
		await order('other@example.com', 'B3');
		expect(await owners()).toEqual(['A1', 'A2']);
		const facts = await place.site.sql`select data from platform.event where name like 'identity.%'`;
		expect(JSON.stringify(facts)).not.toContain('other@example.com');
	});

	it('are one member’s only, and never the address by which another signs in', async () => {
		await joinIdentity(owner(), { member: mei, kind: 'phone', value: '0912-345-678' });
		const twice = await Promise.allSettled(
			[1, 2].map(() => joinIdentity(owner(), { member: anna, kind: 'shop', value: 'C-9' })),
		);
		expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const taken of [
			{ kind: 'phone' as const, value: '+886912345678' },
			{ kind: 'mail' as const, value: 'MEI@example.com' },
		])
			await expect(joinIdentity(owner(), { member: anna, ...taken })).rejects.toMatchObject({
				details: { fields: [{ path: 'value', key: 'identity-taken' }] },
			});
		for (const role of ['member', 'author', 'moderator', 'analyst'] as const)
			await expect(
				joinIdentity(place.as(staff(role)), { member: mei, kind: 'line', value: 'x' }),
			).rejects.toMatchObject({
				status: 403,
			});
	});
});

describe('who looked at whom', () => {
	it('is written down once a quarter of an hour, never of oneself, and is the owner’s to read', async () => {
		const editor = (await createMember(place.system(), { name: '丁', email: 'd@example.com', role: 'editor' })).id;
		const ctx = () => place.as(staff('editor', editor));
		await noteLook(ctx(), { member: mei });
		await noteLook(ctx(), { member: mei });
		await noteLook(ctx(), { member: editor });
		place.clock.advance(16 * minute);
		await noteLook(ctx(), { member: mei });
		expect((await listLooks(owner(), { member: mei })).items).toMatchObject([
			{ viewer_name: '丁', member_name: '陳美惠', what: 'card' },
			{ viewer_name: '丁' },
		]);
		expect((await listLooks(owner(), { member: editor })).items).toEqual([]);
		for (const role of roles.filter((one) => one !== 'owner'))
			await expect(listLooks(place.as(staff(role)), {})).rejects.toMatchObject({ status: 403 });
		await expect(noteLook(place.as(staff('member')), { member: mei })).rejects.toMatchObject({ status: 403 });
	});
});
