import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { system, type Role } from '#platform/actor.ts';
import { unpublishArticle } from '#content/server/index.ts';
import {
	keepMailings,
	listUnsent,
	readMailing,
	sendAgain,
	unsubscribe,
	waitForMailings,
} from '#notification/server/index.ts';
import { subscriberKey } from '#notification/server/subscriber-key.ts';
import { mailingRoom, type MailingRoom } from '#testing/mailing-room.ts';

let room: MailingRoom;
let article = 0;
beforeAll(async () => {
	room = await mailingRoom();
	article = await room.write('一甕醬油', '一。');
});
afterAll(() => room.close());
beforeEach(() => room.clear());

const mailsTo = (email: string): number => room.peer.taken.filter(({ to }) => to === email).length;
const editor = () => room.place.as(room.editor);

/** A mailing of whose receivers some are in doubt: the connection broke after their mail. */
async function doubtful(...emails: string[]): Promise<number> {
	await room.people(...emails, 'ok@example.com');
	for (const email of emails) room.peer.hangUp.add(email);
	const mailing = await room.order(article);
	await room.run();
	room.peer.hangUp.clear();
	return mailing;
}

it('sends to those in doubt again when a person decides so: one, then all, and nobody else', async () => {
	const mailing = await doubtful('a@example.com', 'b@example.com');
	const unsent = await listUnsent(editor(), { mailing });
	expect(unsent.map(({ email, kind }) => [email, kind]).sort()).toEqual([
		['a@example.com', 'unconfirmed'],
		['b@example.com', 'unconfirmed'],
	]);
	const one = unsent.find(({ email }) => email === 'a@example.com');
	expect(await sendAgain(editor(), { mailing, delivery: one?.id })).toBe(1);
	expect(await sendAgain(editor(), { mailing, delivery: one?.id })).toBe(0);
	await room.run();
	expect(await room.rows(mailing)).toEqual({
		'a@example.com': 'sent',
		'b@example.com': 'unconfirmed broken-off',
		'ok@example.com': 'sent',
	});
	expect(await sendAgain(editor(), { mailing })).toBe(1);
	await room.run();
	expect(['a', 'b', 'ok'].map((name) => mailsTo(`${name}@example.com`))).toEqual([2, 2, 1]);
	const { sum, done } = await readMailing(editor(), { mailing });
	expect({ sum, done }).toMatchObject({ sum: { sent: 3, unconfirmed: 0, waiting: 0 }, done: expect.any(Date) as Date });
	const facts = await room.place.site
		.sql`select data from platform.event where name = 'mailing.sent-again' order by id`;
	expect(facts.map(({ data }) => (data as { count: number }).count)).toEqual([1, 1]);
});

it('asks again whether each may be written to, and does nothing for a stopped mailing or a text that is not public', async () => {
	const mailing = await doubtful('a@example.com');
	const [row] = await room.place.site.sql<
		{ id: number }[]
	>`select id from notification.subscriber where email = 'a@example.com'`;
	await unsubscribe(room.place.as(), {
		key: subscriberKey(room.place.site.handle, { subscriber: row?.id ?? 0, mailing }),
		place: 'mail',
	});
	expect(await sendAgain(editor(), { mailing })).toBe(1);
	await room.run();
	expect((await room.rows(mailing))['a@example.com']).toBe('skipped unsubscribed');
	expect(mailsTo('a@example.com')).toBe(1);
	for (const role of ['member', 'author', 'analyst', 'moderator'] as Role[])
		await expect(sendAgain(room.place.as({ ...room.editor, role }), { mailing }), role).rejects.toMatchObject({
			status: 403,
		});
	await expect(sendAgain(editor(), { mailing: 999_999 })).rejects.toMatchObject({ code: 'mailing.not-found' });

	const other = await room.write('二', '二。');
	await room.people('c@example.com');
	room.peer.hangUp.add('c@example.com');
	const second = await room.order(other);
	await room.run();
	await unpublishArticle(editor(), { id: other });
	await expect(sendAgain(editor(), { mailing: second })).rejects.toMatchObject({ code: 'mailing.not-published' });
	expect(mailsTo('c@example.com')).toBe(1);
});

it('leaves a mailing that was stopped as it is', async () => {
	const mailing = await doubtful('a@example.com');
	await room.place.site.sql`update notification.mailing set stopped = ${room.place.clock.now()}`;
	await expect(sendAgain(editor(), { mailing })).rejects.toMatchObject({ code: 'mailing.not-running' });
	await room.run();
	expect(mailsTo('a@example.com')).toBe(1);
});

it(
	'is sent by two whole workers to nobody twice, also when one takes over from one that is still alive',
	{ timeout: 60_000 },
	async () => {
		const beside = await room.place.beside();
		try {
			const emails = Array.from({ length: 300 }, (_, index) => `p${index}@example.com`);
			await room.people(...emails);
			const mailing = await room.order(article);
			await room.place.site.sql`delete from job.job`;
			const [one, two] = [room.place.system(), beside.context({ actor: system, locale: 'zh-TW' })];
			await Promise.all([keepMailings.run(one, {}), keepMailings.run(two, {})]);
			// In the middle of it the first one counts as dead, though it is not: it says nothing any more for the other one.
			while (room.peer.taken.length < 60) await new Promise((resolve) => setTimeout(resolve, 2));
			await room.place.site
				.sql`update notification.post_office set seen = ${new Date(room.place.clock.now().getTime() - 120_000)}, worker = 'elsewhere 1 x'`;
			await Promise.all([keepMailings.run(two, {}), keepMailings.run(one, {})]);
			await Promise.all([one, two].map(({ site }) => waitForMailings(site)));
			for (let round = 0; round < 3; round++) {
				room.place.clock.advance(61_000);
				await Promise.all([keepMailings.run(two, {}), keepMailings.run(one, {})]);
				await Promise.all([one, two].map(({ site }) => waitForMailings(site)));
			}
			const times = new Map<string, number>();
			for (const { to } of room.peer.taken) times.set(to, (times.get(to) ?? 0) + 1);
			expect([...times.values()].filter((count) => count > 1)).toEqual([]);
			const rows = Object.values(await room.rows(mailing));
			expect(rows).toHaveLength(300);
			expect(rows.filter((state) => state !== 'sent' && !state.startsWith('unconfirmed'))).toEqual([]);
			expect((await readMailing(editor(), { mailing })).done).toBeInstanceOf(Date);
			// Who got it and who is told to be in doubt are everybody.
			expect(times.size + rows.filter((state) => state !== 'sent').length).toBeGreaterThanOrEqual(300);
		} finally {
			await beside.close();
		}
	},
);
