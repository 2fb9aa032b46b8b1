import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepSegment } from '#membership/server/index.ts';
import { takeBackClicks } from '#insight/server/index.ts';
import {
	changeMailing,
	changePreferences,
	createMailing,
	noteMailClick,
	readMailing,
	readResults,
	scheduleMailing,
	waitForMailings,
} from '#notification/server/index.ts';
import { subscriberKey } from '#notification/server/subscriber-key.ts';
import { mailingRoom, type MailingRoom } from '#testing/mailing-room.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import type { TestSite } from '#testing/test-site.ts';

let room: MailingRoom;
let place: TestSite;
let peer: MailingRoom['peer'];
let editor: MailingRoom['editor'];
let topic: number;
let article: number;
beforeAll(async () => {
	room = await mailingRoom();
	({ place, peer, editor, topic } = room);
	article = await room.write('三個連結', '[一](/articles/one)、[二](/articles/two)、[三](/articles/three)');
});
afterAll(() => room.close());
beforeEach(() => room.clear());

async function send(segment: number | null = null): Promise<number> {
	const { mailing } = await createMailing(place.as(editor), { article });
	await changeMailing(place.as(editor), { mailing, subject: '三個連結', topic, segment });
	await scheduleMailing(place.as(editor), { mailing });
	await place.runJobs();
	await waitForMailings(place.site.handle);
	return mailing;
}
const linksOf = async (mailing: number): Promise<{ links: number[]; trap: number }> =>
	(await place.site.sql`select letter from notification.mailing where id = ${mailing}`)[0]?.['letter'] as never;
/** A browser follows a link: counted by insight, then noted; what turns out to be a program's is taken back. */
async function follow(mailing: number, subscriber: number, link: number): Promise<void> {
	const [row] = await place.site.sql<{ id: number }[]>`
		insert into insight.click (link, visitor, clicked, source) values (${link}, 'aaaaaaaaaaaaaaaa', ${place.clock.now()}, 'direct') returning id`;
	const key = subscriberKey(place.site.handle, { subscriber, mailing });
	const wrong = await noteMailClick(place.as(), { key, link, counted: row?.id ?? null });
	if (wrong.length) await takeBackClicks(place.as(), wrong);
}
const counted = async (): Promise<number> => (await place.site.sql`select 1 from insight.click`).length;

describe('what came of a mailing', () => {
	it('counts a person once, and a scanner never, here and in the visits', async () => {
		const mei = await sowSubscriber(place.site.sql, 'mei@example.com', [topic]);
		const scanned = await sowSubscriber(place.site.sql, 'scanned@example.com', [topic]);
		const mailing = await send();
		const { links } = await linksOf(mailing);
		const [one = 0, two = 0, three = 0] = links;
		place.clock.advance(60_000);
		await follow(mailing, mei, one);
		place.clock.advance(60_000);
		await follow(mailing, mei, one);
		for (const link of [one, two, three]) await follow(mailing, scanned, link);
		const results = await readResults(place.as(editor), { mailing });
		expect(results).toMatchObject({ people: 1, machinesOnly: 1, machineClicks: 3 });
		expect(results.links).toEqual([{ target: expect.any(String) as string, people: 1 }]);
		expect(await counted()).toBe(2);
		const drops = await place.site.sql`select reason, what, hits from insight.drop where reason = 'scanner'`;
		expect([...drops]).toEqual([{ reason: 'scanner', what: 'click', hits: 3 }]);
		// The person behind the scanner still counts when they come.
		place.clock.advance(3_600_000);
		await follow(mailing, scanned, two);
		expect(await readResults(place.as(editor), { mailing })).toMatchObject({ people: 2, machinesOnly: 0 });
	});

	it('knows a program by the link that nobody sees, and one that says what it is', async () => {
		const mei = await sowSubscriber(place.site.sql, 'mei@example.com', [topic]);
		const mailing = await send();
		const { links, trap } = await linksOf(mailing);
		place.clock.advance(60_000);
		await follow(mailing, mei, links[0] ?? 0);
		await follow(mailing, mei, trap);
		const key = subscriberKey(place.site.handle, { subscriber: mei, mailing });
		await noteMailClick(place.as(), { key, link: links[1] ?? 0, counted: null });
		expect(await readResults(place.as(editor), { mailing })).toMatchObject({ people: 0, machineClicks: 3 });
	});

	it.each([
		['', 1],
		['x', 1],
		['0'.repeat(48), 1],
	])('ignores a key that is not ours: %j', async (key, counted) => {
		await sowSubscriber(place.site.sql, 'mei@example.com', [topic]);
		const mailing = await send();
		expect(await noteMailClick(place.as(), { key, link: (await linksOf(mailing)).links[0] ?? 0, counted })).toEqual([]);
		expect(await readResults(place.as(editor), { mailing })).toMatchObject({ people: 0, machineClicks: 0 });
	});

	it('tells the orders of those who followed a link, within a week, without what was paid back', async () => {
		const { sql } = place.site;
		const buyer = await sowSubscriber(sql, 'buyer@example.com', [topic]);
		await sowSubscriber(sql, 'other@example.com', [topic]);
		const [source] = await sql<{ id: number }[]>`
			insert into commerce.source (handle, name, kind, created) values ('shop', '店', 'generic', now()) returning id`;
		const mailing = await send();
		const clicked = new Date(place.clock.now().getTime() + 60_000);
		const day = 86_400_000;
		const order = async (name: string, number: string, moves: [string, number, number][]): Promise<void> => {
			const [member] = await sql<{ id: number }[]>`
				insert into membership.member (handle, name, email, joined) values (${name}, ${name}, ${`${name}@example.com`}, now())
				on conflict (handle) do update set name = excluded.name returning id`;
			const [row] = await sql<{ id: number }[]>`
				insert into commerce.order (source, external_id, member, matched, currency, total, placed, received)
				values (${source?.id ?? 0}, ${number}, ${member?.id ?? 0}, now(), 'TWD', 1000, now(), now()) returning id`;
			for (const [transition, amount, after] of moves)
				await sql`insert into commerce.order_entry ("order", source, event, transition, reference, amount, currency, occurred, received)
					values (${row?.id ?? 0}, ${source?.id ?? 0}, ${`${number} ${transition}`}, ${transition}, ${transition === 'refunded' ? 'r' : ''}, ${amount}, 'TWD',
						${new Date(clicked.getTime() + after)}, now())`;
		};
		await order('buyer', 'before', [['paid', 500, -day]]);
		await order('buyer', 'within', [
			['paid', 1000, day],
			['refunded', -300, 20 * day],
		]);
		await order('buyer', 'later', [['paid', 700, 8 * day]]);
		await order('other', 'nobody', [['paid', 900, day]]);
		place.clock.set(clicked);
		await follow(mailing, buyer, (await linksOf(mailing)).links[0] ?? 0);
		const { orders } = await readResults(place.as(editor), { mailing });
		expect(orders).toEqual([{ currency: 'TWD', orders: 1, net: 700 }]);
	});
});

describe('a segment', () => {
	it('narrows a mailing to its members: subscribers, and who agreed to mail and did not end the topic', async () => {
		const { sql } = place.site;
		const add = async (name: string, mail: boolean): Promise<void> => {
			const [row] = await sql<{ id: number }[]>`
				insert into membership.member (handle, name, email, joined) values (${name}, ${name}, ${`${name}@example.com`}, ${place.clock.now()})
				on conflict (handle) do update set joined = excluded.joined returning id`;
			if (mail)
				await sql`insert into membership.preference (member, mail) values (${row?.id ?? 0}, now()) on conflict do nothing`;
		};
		for (const [name, mail] of [
			['subscribed', false],
			['agreed', true],
			['ended', true],
			['silent', false],
		] as const)
			await add(name, mail);
		await sowSubscriber(sql, 'subscribed@example.com', [topic]);
		await sowSubscriber(sql, 'outsider@example.com', [topic]);
		const ended = await sowSubscriber(sql, 'ended@example.com', []);
		await changePreferences(place.as(), {
			key: subscriberKey(place.site.handle, { subscriber: ended, mailing: 0 }),
			topics: [],
		});
		const segment = await keepSegment(place.as(editor), {
			name: `新會員${Math.random()}`,
			definition: { match: 'all', groups: [{ match: 'all', conditions: [{ is: 'joined-within', value: 1 }] }] },
		} as never);
		const { mailing: draft } = await createMailing(place.as(editor), { article });
		await changeMailing(place.as(editor), { mailing: draft, subject: 's', topic, segment: segment.id });
		expect((await readMailing(place.as(editor), { mailing: draft })).receivers).toBe(2);
		await send(segment.id);
		expect(peer.taken.map(({ to }) => to).sort()).toEqual(['agreed@example.com', 'subscribed@example.com']);
		// Whoever was written to without ever subscribing ends it as easily, and stays out.
		const key =
			/out\/([0-9a-z]{48})/.exec(peer.taken.find(({ to }) => to === 'agreed@example.com')?.raw ?? '')?.[1] ?? '';
		await changePreferences(place.as(), { key, topics: [] });
		peer.taken.length = 0;
		await send(segment.id);
		expect(peer.taken.map(({ to }) => to)).toEqual(['subscribed@example.com']);
		await sql`update membership.segment set retired = now() where id = ${segment.id}`;
		peer.taken.length = 0;
		const { mailing: last } = await createMailing(place.as(editor), { article });
		await sql`update notification.mailing set segment = ${segment.id} where id = ${last}`;
		await scheduleMailing(place.as(editor), { mailing: last });
		await place.runJobs();
		await waitForMailings(place.site.handle);
		expect(await readMailing(place.as(editor), { mailing: last })).toMatchObject({ trouble: 'segment', started: null });
		expect(peer.taken).toHaveLength(0);
	});
});
