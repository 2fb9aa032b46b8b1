import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor, Role } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { createMember } from '#membership/server/index.ts';
import { makeQr } from '#publishing/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	cancelGathering,
	checkInMyself,
	keepGathering,
	listGuests,
	listSelfCheckIns,
	publishGathering,
	readGatheringDraft,
	readSelfCheckIn,
	signUp,
	turnSelfCheckIn,
} from '#gathering/server/index.ts';

let place: TestSite;
let editor: number;
const guests: number[] = [];
const hour = 3_600_000;
const as = (member: number, role: Role = 'member') =>
	place.as({ kind: 'member', member, name: '', handle: '', role } satisfies Actor);
const boss = () => as(editor, 'editor');
const guest = (at: number) => as(guests[at] ?? 0);

beforeAll(async () => {
	place = await testSite();
	editor = (await createMember(place.system(), { name: '編輯', email: 'e@example.com', role: 'editor' })).id;
	for (let at = 0; at < 30; at++)
		guests.push((await createMember(place.system(), { name: `客人${at}`, email: `g${at}@example.com` })).id);
});
afterAll(() => place.close());

/** An event in ten hours, with a code at its door. */
async function held(more: object = {}) {
	const begins = new Date(place.clock.now().getTime() + 10 * hour);
	const ends = new Date(begins.getTime() + 2 * hour);
	const input = { title: '老廠導覽', body: fromMarkdown('缸。', 'article'), place: '老廠', begins, ends, ...more };
	const { id, slug } = await keepGathering(boss(), input as never);
	await publishGathering(boss(), { id });
	await turnSelfCheckIn(boss(), { id, open: true });
	const { here } = await readGatheringDraft(boss(), { id });
	return { id, slug, path: here ?? '', key: here?.split('/').at(-1) ?? '' };
}

it('lets in who holds a ticket and who finds a seat, from three hours before, each once, and nobody beyond the seats', async () => {
	const { id, slug, key } = await held({ capacity: 3 });
	await signUp(guest(0), { event: id });
	await expect(checkInMyself(guest(0), { slug, key })).rejects.toMatchObject({ code: 'event.early', status: 409 });
	place.clock.advance(7 * hour + 1);
	expect(await readSelfCheckIn(guest(0), { slug, key })).toMatchObject({
		event: { title: '老廠導覽' },
		checkedIn: null,
	});
	const twice = await Promise.all([1, 2].map(() => checkInMyself(guest(0), { slug, key })));
	expect(twice.map(({ again }) => again).sort()).toEqual([false, true]);
	// Twenty who had not signed up press at once for the two seats that are left.
	const all = await Promise.allSettled(guests.slice(1, 21).map((member) => checkInMyself(as(member), { slug, key })));
	expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
	for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'event.full' });
	const here = (await listGuests(boss(), { event: id })).filter(({ checkedIn }) => checkedIn);
	expect(here).toHaveLength(3);
	const [row] = await place.site.sql`select taken, (select count(*)::int from gathering.ticket
		where gathering = ${id} and checked_in_by = member and checked_in is not null) as by_themselves from gathering.gathering where id = ${id}`;
	expect(row).toEqual({ taken: 3, by_themselves: 3 });
	place.clock.advance(6 * hour);
	await expect(checkInMyself(guest(25), { slug, key })).rejects.toMatchObject({ code: 'event.over' });
});

it('is for members, opens by its own word alone, and by none once it is switched off or the event called off', async () => {
	const { id, slug, key, path } = await held();
	const other = await held();
	place.clock.advance(8 * hour);
	await expect(checkInMyself(place.as(), { slug, key })).rejects.toMatchObject({ status: 401 });
	for (const wrong of [other.key, '', 'xxxxxxxx', "' or 1=1", '%']) {
		await expect(checkInMyself(guest(0), { slug, key: wrong })).rejects.toMatchObject({ code: 'event.not-found' });
		await expect(readSelfCheckIn(guest(0), { slug, key: wrong })).rejects.toMatchObject({ code: 'event.not-found' });
	}
	for (const role of ['member', 'author', 'moderator', 'analyst'] as const)
		await expect(turnSelfCheckIn(as(editor, role), { id, open: false })).rejects.toMatchObject({ status: 403 });
	// What is printed leads there, and counts as a link.
	const { id: link } = await makeQr(boss(), { name: '門口', place: 'event', target: path, words: '' });
	expect(link).toBeGreaterThan(0);
	expect(await listSelfCheckIns(boss(), {})).toContainEqual({ path, title: '老廠導覽' });
	await turnSelfCheckIn(boss(), { id, open: true });
	expect((await readGatheringDraft(boss(), { id })).here).toBe(path);
	await turnSelfCheckIn(boss(), { id, open: false });
	await turnSelfCheckIn(boss(), { id, open: false });
	await expect(checkInMyself(guest(0), { slug, key })).rejects.toMatchObject({ code: 'event.not-found' });
	await expect(makeQr(boss(), { name: '門口二', place: 'event', target: path, words: '' })).rejects.toMatchObject({
		details: { fields: [{ path: 'target', key: 'no-such-page' }] },
	});
	await cancelGathering(boss(), { id: other.id });
	await expect(checkInMyself(guest(0), { slug: other.slug, key: other.key })).rejects.toMatchObject({
		code: 'event.cancelled',
	});
});

it('lets nobody pass by in the queue', async () => {
	const { id, slug, key } = await held({ capacity: 1 });
	await signUp(guest(1), { event: id });
	await signUp(guest(2), { event: id });
	place.clock.advance(8 * hour);
	await expect(checkInMyself(guest(2), { slug, key })).rejects.toMatchObject({ code: 'event.still-waiting' });
	await checkInMyself(guest(1), { slug, key });
});
