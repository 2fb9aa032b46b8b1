import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	changePreferences,
	confirmSubscription,
	keepTopic,
	readConfirmation,
	readPreferences,
	releaseAddress,
	retireTopic,
	subscribe,
	suppressAddress,
} from '#notification/server/index.ts';
import { subscriberKey } from '#notification/server/subscriber-key.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let topics: number[];
beforeAll(async () => {
	place = await testSite();
	topics = (await place.site.sql<{ id: number }[]>`select id from notification.topic order by id`).map(({ id }) => id);
});
afterAll(() => place.close());
beforeEach(async () => {
	await place.site
		.sql`truncate notification.subscriber, notification.ask, notification.suppression, platform.mail cascade`;
	place.clock.advance(60_000);
});

const mails = () => place.site.sql<{ recipient: string; subject: string; body_text: string }[]>`
	select recipient, subject, body_text from platform.mail order by id`;
const ask = (email: string, address = '203.0.113.7', of = topics.slice(0, 1)) =>
	subscribe(place.as(), { email, topics: of, address });
const keyIn = (text: string): string => /key=(\S+)/.exec(text)?.[1] ?? '';
const inForce = () => place.site.sql<{ email: string; topic: number }[]>`
	select email::text, topic from notification.subscription join notification.subscriber on id = subscriber
	where confirmed is not null and ended is null order by email, topic`;
const acts = () => place.site.sql`select act, place, network, wording from notification.consent order by id`;

describe('a subscription', () => {
	it('is in force only when it was confirmed from the mailbox, with the proof of both', async () => {
		await ask('Mei@Example.com', '203.0.113.7', topics);
		expect(await inForce()).toHaveLength(0);
		const [mail] = await mails();
		expect(mail?.recipient).toBe('mei@example.com');
		const key = keyIn(mail?.body_text ?? '');
		expect(await readConfirmation(place.as(), { key })).toEqual({
			email: 'm…@example.com',
			topics: '「新文章」「優惠」',
		});
		expect(await inForce()).toHaveLength(0);
		await confirmSubscription(place.as(), { key, address: '2001:db8:1:2::3' });
		await confirmSubscription(place.as(), { key });
		expect(await inForce()).toHaveLength(2);
		expect(await acts()).toEqual([
			...topics.map(() => ({
				act: 'asked',
				place: 'site',
				network: '203.0.113.0/24',
				wording: expect.stringContaining('同意') as string,
			})),
			...topics.map(() => ({ act: 'confirmed', place: 'mail', network: '2001:db8:1::/48', wording: '對，我要訂閱' })),
		]);
	});

	it('that was ended is not begun again by an old confirmation, but by a new one', async () => {
		await ask('mei@example.com');
		const key = keyIn((await mails())[0]?.body_text ?? '');
		await confirmSubscription(place.as(), { key });
		const [row] = await place.site.sql<{ id: number }[]>`select id from notification.subscriber`;
		const own = subscriberKey(place.site.handle, { subscriber: row?.id ?? 0, mailing: 0 });
		await changePreferences(place.as(), { key: own, topics: [] });
		await confirmSubscription(place.as(), { key });
		expect(await inForce()).toHaveLength(0);
		await ask('mei@example.com');
		await confirmSubscription(place.as(), { key: keyIn((await mails())[1]?.body_text ?? '') });
		expect(await inForce()).toHaveLength(1);
	});

	it('confirms what its own mail names and nothing that somebody else asked for since', async () => {
		await ask('mei@example.com', '203.0.113.7', topics.slice(0, 1));
		await ask('mei@example.com', '198.51.100.9', topics.slice(1));
		await confirmSubscription(place.as(), { key: keyIn((await mails())[0]?.body_text ?? '') });
		expect((await inForce()).map(({ topic }) => topic)).toEqual(topics.slice(0, 1));
	});

	it.each(['', 'x', '1.9999999999.1.00000000000000000000000000000000', "1.9.1' or 1=1", '../x'])(
		'is not confirmed by %j',
		async (key) => {
			await ask('mei@example.com');
			await expect(confirmSubscription(place.as(), { key })).rejects.toMatchObject({
				code: 'newsletter.link-stale',
				status: 410,
			});
			expect(await inForce()).toHaveLength(0);
		},
	);

	it('is not confirmed after a week, nor by a key for other topics', async () => {
		await ask('mei@example.com');
		const key = keyIn((await mails())[0]?.body_text ?? '');
		const other = key.replace(/\.(\d+)\.([0-9a-f]+)$/, `.${topics[1]}.$2`);
		await expect(confirmSubscription(place.as(), { key: other })).rejects.toMatchObject({ status: 410 });
		place.clock.advance(8 * 86_400_000);
		await expect(confirmSubscription(place.as(), { key })).rejects.toMatchObject({ status: 410 });
	});
});

describe('the sign-up form', () => {
	it('answers the same for somebody known, unknown, unwanted or asked for too often', async () => {
		await place.site
			.sql`insert into notification.suppression (email, reason, since) values ('no@example.com', 'complaint', now())`;
		await ask('mei@example.com');
		await confirmSubscription(place.as(), { key: keyIn((await mails())[0]?.body_text ?? '') });
		for (const email of ['mei@example.com', 'new@example.com', 'no@example.com'])
			expect(await ask(email)).toBeUndefined();
		for (let times = 0; times < 3; times++) expect(await ask('new@example.com')).toBeUndefined();
		const sent = (await mails()).map(({ recipient }) => recipient);
		expect(sent).toEqual(['mei@example.com', 'mei@example.com', 'new@example.com', 'new@example.com']);
	});

	it('stops whoever asks for many addresses, also when they ask at once', async () => {
		const asked = await Promise.allSettled(
			Array.from({ length: 14 }, (_, index) => ask(`victim${index}@example.com`, '198.51.100.1')),
		);
		const refused = asked.filter(({ status }) => status === 'rejected');
		expect(refused.length).toBeGreaterThanOrEqual(3);
		await expect(ask('one-more@example.com', '198.51.100.1')).rejects.toMatchObject({
			code: 'newsletter.too-many',
			status: 429,
			details: { minutes: 60 },
		});
		await ask('elsewhere@example.com', '198.51.100.2');
		expect((await mails()).at(-1)?.recipient).toBe('elsewhere@example.com');
	});

	it('sends one mailbox two mails an hour, however many are asked for at once', async () => {
		await Promise.all(Array.from({ length: 8 }, (_, index) => ask('victim@example.com', `198.51.100.${index}`)));
		expect(await mails()).toHaveLength(2);
	});

	it.each([
		[{ email: 'nobody', topics: [1] }, 'email'],
		[{ email: 'a@example.com\nBcc: b@example.com', topics: [1] }, 'email'],
		[{ email: 'a@example.com', topics: [] }, 'topics'],
		[{ email: 'a@example.com', topics: [999_999] }, 'topics'],
		[{ email: ['a@example.com'], topics: [1] }, 'email'],
	])('refuses %j', async (input, path) => {
		await expect(subscribe(place.as(), input as never)).rejects.toMatchObject({
			status: 422,
			details: { fields: [{ path }] },
		});
		expect(await mails()).toHaveLength(0);
	});
});

describe('preferences', () => {
	const own = async (): Promise<{ key: string; id: number }> => {
		await ask('mei@example.com');
		await confirmSubscription(place.as(), { key: keyIn((await mails())[0]?.body_text ?? '') });
		const [row] = await place.site.sql<{ id: number }[]>`select id from notification.subscriber`;
		const id = row?.id ?? 0;
		return { id, key: subscriberKey(place.site.handle, { subscriber: id, mailing: 3 }) };
	};

	it('are changed by the holder of the link without a sign-in, and say only part of the address', async () => {
		const { key } = await own();
		expect(await readPreferences(place.as(), { key })).toMatchObject({
			email: 'm…@example.com',
			topics: [{ chosen: true }, { chosen: false }],
			mailing: 3,
		});
		await changePreferences(place.as(), { key, topics: topics.slice(1) });
		expect((await inForce()).map(({ topic }) => topic)).toEqual(topics.slice(1));
		await changePreferences(place.as(), { key, topics: [] });
		expect(await inForce()).toHaveLength(0);
	});

	it('belong to nobody who changes a letter of the link', async () => {
		const { key } = await own();
		for (const at of [0, 7, 15, 16, 47]) {
			const forged = key.slice(0, at) + (key[at] === 'a' ? 'b' : 'a') + key.slice(at + 1);
			await expect(changePreferences(place.as(), { key: forged, topics: [] })).rejects.toMatchObject({ status: 410 });
		}
		expect(await inForce()).toHaveLength(1);
	});

	it('of a member need no link and no confirmation; a visitor has none', async () => {
		const [row] = await place.site.sql<{ id: number }[]>`
			insert into membership.member (handle, name, email, joined) values ('ting', '阿婷', 'ting@example.com', now()) returning id`;
		const ting = place.as({ kind: 'member', member: row?.id ?? 0, name: '阿婷', handle: 'ting', role: 'member' });
		expect((await readPreferences(ting, {})).topics.map(({ chosen }) => chosen)).toEqual([false, false]);
		await changePreferences(ting, { topics });
		expect(await inForce()).toHaveLength(2);
		await expect(readPreferences(place.as(), {})).rejects.toMatchObject({ status: 401 });
	});

	it('keep a topic that is not offered any more until it is ended, and do not begin it', async () => {
		const { key, id } = await own();
		await retireTopic(place.system(), { id: topics[0] ?? 0, retired: true });
		expect((await readPreferences(place.as(), { key })).topics[0]).toMatchObject({ chosen: true, offered: false });
		await changePreferences(place.as(), { key, topics: [] });
		await changePreferences(place.as(), { key, topics });
		expect((await inForce()).map(({ topic }) => topic)).toEqual(topics.slice(1));
		expect(id).toBeGreaterThan(0);
		await retireTopic(place.system(), { id: topics[0] ?? 0, retired: false });
	});
});

describe('who may do it', () => {
	it.each(['member', 'author', 'moderator', 'analyst'] as const)('is no %s', async (role) => {
		const ctx = place.as({ kind: 'member', member: 1, name: role, handle: role, role });
		await expect(keepTopic(ctx, { name: '新品' })).rejects.toMatchObject({ status: 403 });
		await expect(suppressAddress(ctx, { email: 'a@example.com', reason: 'other' })).rejects.toMatchObject({
			status: 403,
		});
		await expect(releaseAddress(ctx, { email: 'a@example.com' })).rejects.toMatchObject({ status: 403 });
	});

	it('keeps the first reason of a suppressed address, and releases it once', async () => {
		await suppressAddress(place.system(), { email: 'A@example.com', reason: 'complaint' });
		await suppressAddress(place.system(), { email: 'a@example.com', reason: 'other', note: 'again' });
		const kept = await place.site.sql`select email::text, reason, note from notification.suppression`;
		expect([...kept]).toEqual([{ email: 'a@example.com', reason: 'complaint', note: '' }]);
		await releaseAddress(place.system(), { email: 'a@example.com' });
		await expect(releaseAddress(place.system(), { email: 'a@example.com' })).rejects.toMatchObject({ status: 404 });
	});
});
