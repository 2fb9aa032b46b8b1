import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visitor, type Actor } from '#platform/actor.ts';
import { goOnPath } from '#community/begun.ts';
import {
	communityPerson,
	createCategory,
	dropBegun,
	forgetHeld,
	holdBegun,
	keepBegun,
	readBegun,
} from '#community/server/index.ts';
import { sowCategory, sowMember } from '#community/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Actor & { kind: 'member' };

let place: TestSite;
let mei: Member;
let category: { id: number; slug: string };
beforeAll(async () => void (place = await testSite()));
beforeEach(async () => {
	mei = await sowMember(place.system());
	category = await sowCategory(place.system());
});
afterAll(() => place.close());

const begun = {
	kind: 'poll',
	title: '要不要出小瓶',
	text: '家裡人少，',
	tags: '小瓶、包裝',
	choices: '要\n不要',
} as const;
const keep = (change: object = {}, actor: Actor = mei) => {
	place.clock.advance(1_000);
	return keepBegun(place.as(actor), { category: category.id, ...begun, ...change });
};
const own = (actor: Actor = mei) => readBegun(place.as(actor), {});

it('is there on another device, whole, and nobody else’s', async () => {
	const { saved } = await keep();
	expect(await own()).toEqual({ ...begun, category, saved });
	expect(await own(await sowMember(place.system()))).toBeNull();
	expect(await readBegun(place.as(visitor), {})).toBeNull();
	await expect(keepBegun(place.as(visitor), begun)).rejects.toMatchObject({ code: 'session.required' });
	expect(goOnPath((await own())!)).toBe(`/community/new?category=${category.slug}&draft=1`);
});

it('wins when it is the latest, gives back what it did not go on from, and goes when it is emptied or started', async () => {
	const { saved } = await keep();
	expect(await keep({ text: '換一種說法', seen: saved })).toMatchObject({ other: '' });
	expect(await keep({ text: '第三種' })).toMatchObject({ other: '換一種說法' });
	expect(await keep({ text: '第三種' })).toMatchObject({ other: '' });
	await keep({ title: ' ', text: '\n' });
	expect(await own()).toBeNull();
	await Promise.all(Array.from({ length: 20 }, (_, place) => keep({ text: `第 ${place} 次` })));
	expect(await place.site.sql`select from community.begun where member = ${mei.member}`).toHaveLength(1);
	await dropBegun(place.as(mei), {});
	await dropBegun(place.as(mei), {});
	expect(await own()).toBeNull();
});

it('names no category that its reader may not see any more', async () => {
	const room = await createCategory(place.system(), { slug: `room-${category.id}`, name: '房間', seenBy: 'some' });
	await keep({ category: room.id });
	expect(await own()).toMatchObject({ category: null, text: begun.text });
	await keep({ category: 999_999 });
	expect(await own()).toMatchObject({ category: null });
});

it('keeps a visitor’s words a day for the browser that they were written in', async () => {
	const hold = (change: object = {}) =>
		holdBegun(place.as(visitor), {
			category: category.id,
			...begun,
			address: `192.0.2.${category.id % 250}`,
			...change,
		});
	const { token, slug } = await hold();
	expect(slug).toBe(category.slug);
	expect(await readBegun(place.as(mei), { token })).toMatchObject({ ...begun, category });
	expect(await readBegun(place.as(mei), { token: 'x' })).toBeNull();
	expect(await own()).toBeNull();
	// What starting it would refuse is said before somebody joins for it.
	await expect(hold({ title: '短' })).rejects.toMatchObject({
		details: { fields: [{ path: 'title', key: 'too-short' }] },
	});
	await expect(hold({ text: ' ' })).rejects.toMatchObject({ details: { fields: [{ path: 'text', key: 'missing' }] } });
	const staff = await sowCategory(place.system(), 'staff');
	await expect(hold({ category: staff.id })).rejects.toMatchObject({ code: 'category.not-found' });
	await dropBegun(place.as(mei), { token });
	expect(await readBegun(place.as(mei), { token })).toBeNull();

	const later = await hold();
	for (let count = 0; count < 8; count++) await hold();
	await hold();
	await expect(hold()).rejects.toMatchObject({ code: 'held.too-many', status: 429 });
	place.clock.advance(25 * 3_600_000);
	expect(await readBegun(place.as(mei), { token: later.token })).toBeNull();
	await keep();
	await forgetHeld.run(place.system(), {});
	expect(await place.site.sql`select from community.begun where member is null`).toHaveLength(0);
	expect(await own()).not.toBeNull();
});

it('is in its author’s archive, and goes with them', async () => {
	await keep();
	const rows = [];
	for await (const { section, row } of communityPerson.collect(place.system(), { id: mei.member } as never))
		if (section === 'drafts') rows.push(row);
	expect(rows).toMatchObject([{ title: begun.title, text: begun.text }]);
	await communityPerson.forget(place.system(), { id: mei.member } as never);
	expect(await own()).toBeNull();
});

it.each([
	{ title: 'x'.repeat(401) },
	{ text: 'x'.repeat(20_001) },
	{ kind: 'secret' },
	{ category: 'x' },
	{ seen: -1 },
])('refuses %j', async (change) => {
	await expect(keep(change)).rejects.toMatchObject({ status: 422 });
});
