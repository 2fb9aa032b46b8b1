import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Role } from '#platform/actor.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { createMember, eraseMember } from '#membership/server/index.ts';
import {
	cancelGathering,
	changeReminder,
	checkIn,
	deleteGathering,
	gatheringPerson,
	keepGathering,
	listGatherings,
	listGuests,
	listOwnTickets,
	publishGathering,
	readGathering,
	readOwnTicket,
	readStanding,
	listNearGatherings,
	remindGuests,
	signOff,
	signUp,
	tellGuests,
	turnPages,
	undoCheckIn,
	walkIn,
} from '#gathering/server/index.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
const people: Partial<Record<Role, Actor>> = {};
const guests: Extract<Actor, { kind: 'member' }>[] = [];
const editor = () => place.as(people.editor);
const door = () => place.as(people.author);
const hour = 3_600_000;
const later = (hours: number) => new Date(place.clock.now().getTime() + hours * hour);

beforeAll(async () => {
	place = await testSite();
	for (const role of ['author', 'moderator', 'editor', 'analyst', 'owner'] as const) {
		const { id } = await createMember(place.system(), { name: role, email: `${role}@example.com`, role });
		people[role] = { kind: 'member', member: id, name: role, handle: role, role };
	}
	for (let number = 0; number < 50; number++) {
		const name = `客人${number}`;
		const { id, handle } = await createMember(place.system(), {
			name,
			email: `g${number}@example.com`,
			role: 'member',
		});
		guests.push({ kind: 'member', member: id, name, handle, role: 'member' });
	}
});
afterAll(() => place.close());

const guest = (number: number) => place.as(guests[number] as Actor);
const memberOf = (number: number) => guests[number]?.member as number;

const input = (more: object = {}) => ({
	title: '老廠導覽',
	body: fromMarkdown('帶你看一百二十口缸。', 'article'),
	place: '燕埕老廠',
	address: '雲林縣西螺鎮延平路 1 號',
	begins: later(100),
	ends: later(102),
	...more,
});

/** A published event. */
async function held(more: object = {}): Promise<{ id: number; slug: string }> {
	const { id, slug } = await keepGathering(editor(), input(more) as never);
	await publishGathering(editor(), { id });
	return { id, slug };
}

const mails = async (kind = 'event-ticket') =>
	(
		await place.site.sql<{ recipient: string; subject: string }[]>`
			select recipient, subject from platform.mail where kind = ${kind} order by id`
	).map(({ recipient, subject }) => `${recipient} ${subject.split(/[:：]/)[0]}`);

const codeOf = async (ticket: number) =>
	(await place.site.sql<{ code: string }[]>`select code from gathering.ticket where id = ${ticket}`)[0]?.code ?? '';

describe('an event', () => {
	it('is written, shown, changed and called off; a draft is deleted instead', async () => {
		const { id, slug } = await keepGathering(editor(), input());
		expect(slug).toBe('老廠導覽');
		await expect(readGathering(place.as(), { slug })).rejects.toMatchObject({ code: 'event.not-found' });
		await expect(signUp(guest(0), { event: id })).rejects.toMatchObject({ code: 'event.not-found' });
		await expect(cancelGathering(editor(), { id })).rejects.toMatchObject({ code: 'event.not-found' });
		await publishGathering(editor(), { id });
		const told: string[] = [];
		const reader = { ...place.as(), about: (...things: string[]) => void told.push(...things) };
		expect(await readGathering(reader, { slug })).toMatchObject({ html: '<p>帶你看一百二十口缸。</p>', taken: 0 });
		expect(told).toEqual(['events', `event:${id}`]);
		await expect(deleteGathering(editor(), { id })).rejects.toMatchObject({ code: 'event.published' });
		await expect(keepGathering(editor(), { ...input(), id, version: 9 })).rejects.toMatchObject({
			code: 'event.changed-meanwhile',
		});
		const twin = await keepGathering(editor(), input());
		expect(twin.slug).toBe('老廠導覽-2');
		await expect(keepGathering(editor(), { ...input(), id: twin.id, slug })).rejects.toMatchObject({
			code: 'event.address-taken',
		});
		await deleteGathering(editor(), { id: twin.id });
		await cancelGathering(editor(), { id });
		await expect(signUp(guest(0), { event: id })).rejects.toMatchObject({ code: 'event.cancelled' });
		await expect(keepGathering(editor(), { ...input(), id })).rejects.toMatchObject({ code: 'event.cancelled' });
		expect((await listGatherings(place.as(), {})).items).toMatchObject([{ id }]);
	});

	it('takes no times that cannot be', async () => {
		const wrong = (more: object) =>
			keepGathering(editor(), input(more) as never).catch((error) => error.details?.fields);
		expect(await wrong({ ends: later(100) })).toEqual([{ path: 'ends', key: 'event-ends' }]);
		expect(await wrong({ ends: later(24 * 40) })).toEqual([{ path: 'ends', key: 'event-long' }]);
		expect(await wrong({ opens: later(100) })).toEqual([{ path: 'opens', key: 'event-opens' }]);
		expect(await wrong({ closes: later(103) })).toEqual([{ path: 'closes', key: 'event-closes' }]);
		expect(await wrong({ begins: null })).toEqual([{ path: 'begins', key: 'event-time' }]);
		expect(await wrong({ capacity: 0 })).toEqual([{ path: 'capacity', key: 'seats' }]);
		expect(await wrong({ map: 'javascript:alert(1)' })).toEqual([{ path: 'map', key: 'map' }]);
		expect(await wrong({ place: ' ' })).toEqual([{ path: 'place', key: 'missing' }]);
	});

	it('is kept by editors, its door by those who work with people', async () => {
		for (const role of ['author', 'moderator', 'analyst'] as const)
			await expect(keepGathering(place.as(people[role]), input()), role).rejects.toMatchObject({ status: 403 });
		const { id } = await held();
		for (const actor of [people.analyst, guests[0] as Actor])
			await expect(listGuests(place.as(actor), { event: id })).rejects.toMatchObject({ status: 403 });
		await expect(walkIn(guest(0), { event: id, name: '我' })).rejects.toMatchObject({ status: 403 });
		await expect(checkIn(guest(0), { event: id, code: 'aaaaaaaa' })).rejects.toMatchObject({ status: 403 });
		await expect(signUp(place.as(), { event: id })).rejects.toMatchObject({ status: 401 });
		expect(await listGuests(door(), { event: id })).toEqual([]);
	});
});

describe('seats', () => {
	it('are given to ten of fifty who come at once, and passed on in turn', async () => {
		const { id } = await held({ title: '人多', capacity: 10 });
		const all = await Promise.all(guests.map((_, number) => signUp(guest(number), { event: id, note: '吃素' })));
		expect(all.filter(({ seated }) => seated)).toHaveLength(10);
		expect(await readGathering(place.as(), { id })).toMatchObject({ taken: 10, capacity: 10 });
		// Twice is once.
		expect(await signUp(guest(7), { event: id })).toEqual(all[7]);

		const list = await listGuests(door(), { event: id });
		const waiting = list.filter(({ seated }) => !seated).map(({ ticket }) => ticket);
		expect(waiting).toHaveLength(40);
		expect(waiting).toEqual([...waiting].sort((one, other) => one - other));
		const first = all.findIndex(({ ticket }) => ticket === waiting[0]);
		expect(await readOwnTicket(guest(first), { ticket: waiting[0] as number })).toMatchObject({ ahead: 0 });

		const seated = all.findIndex((one) => one.seated);
		await expect(signOff(guest(first), { ticket: all[seated]?.ticket as number })).rejects.toMatchObject({
			status: 404,
		});
		await signOff(guest(seated), { ticket: all[seated]?.ticket as number });
		await signOff(guest(seated), { ticket: all[seated]?.ticket as number });
		expect(await readOwnTicket(guest(first), { ticket: waiting[0] as number })).toMatchObject({ ahead: null });
		expect(await mails()).toContain(`g${first}@example.com 補上了`);
		expect(await readGathering(place.as(), { id })).toMatchObject({ taken: 10 });
		expect(await readStanding(place.site.sql, id, memberOf(seated))).toMatchObject({ ticket: null });

		// More seats are given at once; fewer take nobody's.
		const kept = await keepGathering(editor(), { ...input({ title: '人多', capacity: 12 }), id } as never);
		expect(await readGathering(place.as(), { id })).toMatchObject({ taken: 12 });
		await keepGathering(editor(), { ...input({ title: '人多', capacity: 3 }), id, version: kept.version } as never);
		expect(await readGathering(place.as(), { id })).toMatchObject({ taken: 12 });
		expect((await signUp(guest(seated), { event: id })).seated).toBe(false);
		await keepGathering(editor(), { ...input({ title: '人多', capacity: null }), id } as never);
		expect(await readGathering(place.as(), { id })).toMatchObject({ taken: 50 });
	});

	it('are asked for while signing up is open', async () => {
		const { id } = await held({ title: '限時', opens: later(1), closes: later(2) });
		await expect(signUp(guest(0), { event: id })).rejects.toMatchObject({ code: 'event.not-open' });
		await place.runJobs();
		place.clock.advance(hour);
		const facts = () =>
			place.site.sql`select id from platform.event where name = 'event.turned' and about = ${`event:${id}`}`;
		await turnPages.run(place.system(), {});
		await turnPages.run(place.system(), {});
		expect(await facts()).toHaveLength(1);
		const { ticket } = await signUp(guest(0), { event: id });
		place.clock.advance(hour);
		await turnPages.run(place.system(), {});
		expect(await facts()).toHaveLength(2);
		await expect(signUp(guest(1), { event: id })).rejects.toMatchObject({ code: 'event.closed' });
		// Whoever cannot come may still say so.
		await signOff(guest(0), { ticket });
		await expect(signUp(guest(0), { event: id, note: '長'.repeat(301) })).rejects.toMatchObject({ status: 422 });
	});
});

describe('the door', () => {
	it('lets a ticket in exactly once, and says when the first time was', async () => {
		const { id } = await held({ title: '進門', capacity: 1 });
		const { ticket } = await signUp(guest(0), { event: id, note: '坐輪椅' });
		const waits = await signUp(guest(1), { event: id });
		const code = await codeOf(ticket);
		const at = place.clock.now();
		const tried = await Promise.all(
			Array.from({ length: 5 }, () => checkIn(door(), { event: id, code: ` ${code.toUpperCase()} ` })),
		);
		expect(tried.filter(({ again }) => !again)).toHaveLength(1);
		expect(tried).toEqual(tried.map(({ again }) => ({ ticket, name: '客人0', note: '坐輪椅', checkedIn: at, again })));
		place.clock.advance(60_000);
		const address = `http://localhost/console/events/door?code=${code}`;
		expect(await checkIn(door(), { event: id, code: address })).toMatchObject({ again: true, checkedIn: at });
		await expect(signOff(guest(0), { ticket })).rejects.toMatchObject({ code: 'ticket.checked-in' });

		await expect(checkIn(door(), { event: id, code: await codeOf(waits.ticket) })).rejects.toMatchObject({
			code: 'ticket.waiting',
			details: { name: '客人1' },
		});
		await checkIn(door(), { event: id, ticket: waits.ticket, evenWaiting: true });
		await undoCheckIn(door(), { event: id, ticket: waits.ticket });
		await undoCheckIn(door(), { event: id, ticket: waits.ticket });
		await signOff(door(), { ticket: waits.ticket });
		await expect(checkIn(door(), { event: id, ticket: waits.ticket })).rejects.toMatchObject({
			code: 'ticket.called-off',
		});
		for (const bad of ['zzzzzzzz', '', 'https://elsewhere.example/', "' or 1=1"])
			await expect(checkIn(door(), { event: id, code: bad }), bad).rejects.toMatchObject({ status: 404 });
		const other = await held({ title: '別場' });
		await expect(checkIn(door(), { event: other.id, code })).rejects.toMatchObject({
			code: 'ticket.elsewhere',
			details: { title: '進門' },
		});
		expect((await readGathering(place.as(), { id })).taken).toBe(1);
		const facts = await place.site.sql<{ data: object }[]>`
			select data from platform.event where name = 'event.checked-in' and about = ${`event:${id}`} order by id`;
		expect(facts.map(({ data }) => data)).toMatchObject([{ ticket, member: memberOf(0) }, { ticket: waits.ticket }]);
	});

	it('lets in who had not signed up, a member as themselves', async () => {
		const { id } = await held({ title: '臨時', capacity: 1 });
		await walkIn(door(), { event: id, name: '路過的人' });
		await walkIn(door(), { event: id, email: 'G3@example.com' });
		expect(await walkIn(door(), { event: id, email: 'g3@example.com' })).toMatchObject({ again: true });
		const { ticket } = await signUp(guest(4), { event: id });
		expect(await walkIn(door(), { event: id, email: 'g4@example.com' })).toMatchObject({ ticket, again: false });
		await expect(walkIn(door(), { event: id })).rejects.toMatchObject({ status: 422 });
		await expect(walkIn(door(), { event: id, email: 'nobody@example.com' })).rejects.toMatchObject({ status: 422 });
		expect((await readGathering(place.as(), { id })).taken).toBe(3);
		expect((await listGuests(door(), { event: id })).map(({ name }) => name).sort()).toEqual(
			['客人3', '客人4', '路過的人'].sort(),
		);
	});
});

describe('mail', () => {
	it('reminds a day before, once, whoever still comes and wants it', async () => {
		const { id } = await held({ title: '提醒', begins: later(48), ends: later(50) });
		const [stays, leaves, quiet, gone, mailless, asleep] = [10, 11, 12, 13, 15, 16] as const;
		const tickets = new Map<number, number>();
		for (const number of [stays, leaves, quiet, gone, mailless, asleep])
			tickets.set(number, (await signUp(guest(number), { event: id })).ticket);
		await changeReminder(guest(quiet), { ticket: tickets.get(quiet) as number, wanted: false });
		await expect(
			changeReminder(guest(stays), { ticket: tickets.get(quiet) as number, wanted: true }),
		).rejects.toMatchObject({ status: 404 });
		await remindGuests.run(place.system(), {});
		expect(await mails('event-reminder')).toEqual([]);
		place.clock.advance(25 * hour);
		// Whoever signs up on the last day knows.
		await signUp(guest(14), { event: id });
		await signOff(guest(leaves), { ticket: tickets.get(leaves) as number });
		await place.site.sql`
			insert into notification.suppression (email, reason, since) values (${`g${gone}@example.com`}, 'complaint', now())`;
		expect((await listNearGatherings(door(), {})).find((one) => one.id === id)).toMatchObject({ taken: 6, waiting: 0 });
		await expect(listNearGatherings(guest(stays), {})).rejects.toMatchObject({ status: 403 });
		// No mail of reminders at all; and somebody whose night is now.
		await place.site
			.sql`insert into notification.wish (member, kind, ways) values (${memberOf(mailless)}, 'reminder', '{site}')`;
		// Their ticket says so, and nobody else's does.
		const says = async (who: number) => readOwnTicket(guest(who), { ticket: tickets.get(who) as number });
		expect([(await says(mailless)).mailless, (await says(stays)).mailless]).toEqual([true, false]);
		const minute = place.clock.now().getUTCHours() * 60;
		await place.site.sql`insert into notification.rhythm (member, time_zone, quiet_from, quiet_until)
			values (${memberOf(asleep)}, 'UTC', ${minute}, ${(minute + 120) % 1440})`;
		// The others are awake at any hour.
		await place.site.sql`insert into notification.rhythm (member, time_zone, quiet_from, quiet_until)
			values (${memberOf(stays)}, 'UTC', null, null)`;
		await Promise.all([remindGuests.run(place.system(), {}), remindGuests.run(place.system(), {})]);
		await remindGuests.run(place.system(), {});
		expect(await mails('event-reminder')).toEqual([`g${stays}@example.com 明天見`]);
		place.clock.advance(2 * hour);
		await remindGuests.run(place.system(), {});
		await remindGuests.run(place.system(), {});
		expect((await mails('event-reminder')).slice(1)).toEqual([`g${asleep}@example.com 明天見`]);
	});

	it('tells whoever comes of another time, and that it is off, once each', async () => {
		const { id } = await held({ title: '改期' });
		await signUp(guest(20), { event: id });
		await place.runJobs();
		const before = (await mails()).length;
		const fresh = async () => (await mails()).slice(before);
		place.clock.advance(hour);
		await keepGathering(editor(), {
			...input({ title: '改期', excerpt: '只改介紹', begins: later(99), ends: later(101) }),
			id,
		} as never);
		await place.runJobs();
		expect(await fresh()).toEqual([]);
		await keepGathering(editor(), { ...input({ title: '改期', begins: later(110), ends: later(111) }), id } as never);
		await place.runJobs();
		await tellGuests.run(place.system(), { data: { event: id } } as never);
		expect(await fresh()).toEqual(['g20@example.com 時間地點有變']);
		place.clock.advance(hour);
		await signUp(guest(21), { event: id });
		await cancelGathering(editor(), { id });
		await cancelGathering(editor(), { id });
		await place.runJobs();
		expect((await fresh()).slice(1).sort()).toEqual(
			['g20@example.com 活動取消', 'g21@example.com 報名成功', 'g21@example.com 活動取消'].sort(),
		);
	});
});

it('belongs to a person: told, handed over, let go', async () => {
	const [past, coming] = [await held({ title: '來過' }), await held({ title: '要來', capacity: 1 })];
	const person = { id: memberOf(30), email: 'g30@example.com' };
	const { ticket } = await signUp(guest(30), { event: past.id, note: '我的秘密' });
	await checkIn(door(), { event: past.id, ticket });
	await signUp(guest(30), { event: coming.id });
	await signUp(guest(31), { event: coming.id });
	const touches = await gatheringPerson.touches?.(place.system(), person, null, 10);
	expect(touches?.map(({ kind, text }) => `${kind} ${text}`).sort()).toEqual(
		['event-visit 來過', 'event-sign-up 人多', 'event-sign-up 來過', 'event-sign-up 要來'].sort(),
	);
	const cursor = touches?.[0] as { time: Date; key: string };
	expect(await gatheringPerson.touches?.(place.system(), person, cursor, 10)).toEqual(touches?.slice(1));
	const rows = [];
	for await (const { section, row } of gatheringPerson.collect(place.system(), person)) rows.push({ section, ...row });
	expect(rows).toMatchObject([
		{ title: '人多' },
		{ section: 'events', title: '來過', note: '我的秘密' },
		{ title: '要來' },
	]);

	await eraseMember(place.as(people.owner), { member: person.id });
	const own = await listOwnTickets(guest(31), {});
	expect(own.find(({ title }) => title === '要來')).toMatchObject({ seated: expect.any(Date) });
	expect(await listGuests(door(), { event: past.id })).toMatchObject([
		{ name: null, note: '', checkedIn: expect.any(Date) },
	]);
	expect((await readGathering(place.as(), { id: past.id })).taken).toBe(1);
});
