import { afterAll, beforeAll, expect, it } from 'vitest';
import { notificationPerson, suppressAddress } from '#notification/server/index.ts';
import { sowSubscriber } from '#notification/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
beforeAll(async () => void (place = await testSite()));
afterAll(() => place.close());

it('tells what a person got, gives all of it to them, and lets them go without changing the sum of a mailing', async () => {
	const { sql } = place.site;
	const [topic] = await sql<{ id: number }[]>`select min(id) as id from notification.topic`;
	const id = await sowSubscriber(sql, 'mei@example.com', [topic?.id ?? 0]);
	await sowSubscriber(sql, 'other@example.com', [topic?.id ?? 0]);
	await sql`insert into notification.consent (subscriber, topic, act, place, happened) values (${id}, ${topic?.id ?? 0}, 'confirmed', 'mail', now())`;
	const [mailing] = await sql<{ id: number }[]>`
		insert into notification.mailing (topic, subject, created, changed) values (${topic?.id ?? 0}, '一甕醬油', now(), now()) returning id`;
	await sql`insert into notification.delivery (mailing, subscriber, sent) select ${mailing?.id ?? 0}, id, now() from notification.subscriber`;
	await sql`insert into notification.click (delivery, link, clicked) select id, 1, now() from notification.delivery where subscriber = ${id}`;
	await suppressAddress(place.system(), { email: 'mei@example.com', reason: 'request' });
	const person = { id: 1, email: 'mei@example.com' };
	const ctx = place.system();
	const touches = await notificationPerson.touches?.(ctx, person, null, 10);
	expect(touches?.map(({ kind, text }) => [kind, text]).sort()).toEqual([
		['mail-click', '一甕醬油'],
		['mailing', '一甕醬油'],
	]);
	const [first] = touches ?? [];
	expect(await notificationPerson.touches?.(ctx, person, first ?? null, 10)).toHaveLength(1);
	const rows: string[] = [];
	for await (const row of notificationPerson.collect(ctx, person)) rows.push(row.section);
	expect(rows).toEqual(['newsletter', 'newsletter', 'mailings']);
	await notificationPerson.forget(ctx, person);
	expect(await notificationPerson.touches?.(ctx, person, null, 10)).toEqual([]);
	for (const table of ['subscriber', 'subscription', 'consent', 'suppression', 'ask'])
		expect(
			(await sql.unsafe(`select * from notification.${table}`)).map((row) => JSON.stringify(row)).join(),
		).not.toContain('mei@');
	const [sum] = await sql`select count(*)::int as all, count(subscriber)::int as known from notification.delivery`;
	expect(sum).toEqual({ all: 2, known: 1 });
});
