import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import {
	createCategory,
	deleteComment,
	followThread,
	hideComment,
	postComment,
	startThread,
} from '#community/server/index.ts';
import { beginTalk, seeTalk, sendMessage } from '#message/server/index.ts';
import { blockMember, createMember, openSession, revokeSession, suspendMember } from '#membership/server/index.ts';
import {
	addDevice,
	changePreferences,
	keepPushes,
	listDevices,
	notificationPerson,
	readThreadNotices,
	removeDevice,
} from '#notification/server/index.ts';
import { pushKeys } from '#notification/server/push/push-keys.ts';
import { takePushes } from '#notification/server/push/take-pushes.ts';
import { pushReceiver, type PushReceiver } from '#testing/push/push-receiver.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

type Member = Extract<Actor, { kind: 'member' }>;
let place: TestSite;
let service: PushReceiver;
let [asker, mei, editor] = [] as unknown as [Member, Member, Member];
let thread: number;
let number = 0;

async function sow(name: string, more: object = {}): Promise<Member> {
	const joined = new Date(place.clock.now().getTime() - 40 * 86_400_000);
	const { id, handle } = await createMember(place.system(), {
		name,
		email: `q${++number}@example.com`,
		joined,
		...more,
	});
	return { kind: 'member', member: id, name, handle, role: 'member', ...more } as Member;
}
/** Signs a browser in, again where it was. Returns what it sends with every request. */
async function signIn(who: Member, cookie = ''): Promise<{ cookie: string; browser: string; address: string }> {
	const from = { cookie, browser: 'Mozilla/5.0 (Linux; Android 16) Chrome/153.0 Safari/537.36', address: '' };
	const { cookies } = await openSession(place.system(), { member: who.member, from });
	await place.runJobs();
	return { ...from, cookie: cookies[0]?.split(';')[0] ?? '' };
}
/** A browser of theirs is told from now on. Returns its address. */
async function device(who: Member, from = signIn(who)): Promise<string> {
	const subscription = service.subscribe(pushKeys(place.site.handle).publicKey);
	await addDevice(place.as(who), { ...subscription, from: await from });
	return subscription.endpoint;
}
async function say(by: Member, text: string, parent?: number): Promise<number> {
	place.clock.advance(61_000);
	const { id } = await postComment(place.as(by), { thread, parent, body: { text } });
	await place.runJobs();
	return id;
}
async function pass(seconds: number): Promise<void> {
	for (let left = seconds; left > 0; left -= 30) {
		place.clock.advance(Math.min(left, 30) * 1000);
		await keepPushes.run(place.system(), {});
	}
}
const told = (endpoint: string) => service.received.filter((one) => one.endpoint === endpoint);
const known = async (): Promise<string[]> =>
	(await place.site.sql<{ endpoint: string }[]>`select endpoint from notification.device`).map(
		({ endpoint }) => endpoint,
	);

beforeAll(async () => {
	place = await testSite({ REACHABLE: '127.0.0.1' });
	service = await pushReceiver(place.clock.now);
	editor = await sow('編輯', { role: 'owner' });
});
beforeEach(async () => {
	// Ten in the morning in Taipei.
	const day = 86_400_000;
	place.clock.advance(8 * day - ((place.clock.now().getTime() - 2 * 3_600_000) % day));
	service.received.length = 0;
	await place.site.sql`delete from notification.device`;
	[asker, mei] = [await sow('發問人'), await sow('小美')];
	const category = (await createCategory(place.system(), { slug: `lane-${++number}`, name: '房間' })).id;
	const started = await startThread(place.as(asker), {
		category,
		kind: 'question',
		title: '醬油要冰嗎？',
		body: { text: '怎麼保存比較好' },
	});
	thread = started.id;
	await place.runJobs();
});
afterAll(async () => {
	await place.close();
	await service.close();
});

it('says of private messages who wrote and nothing else, takes its own place, and is silent once they were read', async () => {
	const phone = await device(asker);
	const { talk } = await beginTalk(place.as(mei), { to: asker.handle, text: '我的密碼是醬油' });
	await place.runJobs();
	await pass(10);
	const [{ notice, headers } = {} as never] = told(phone);
	expect(notice).toEqual({
		title: '小美傳了一則訊息給你',
		body: '打開來看',
		path: `/messages/${talk}`,
		tag: `talk-${talk}`,
		lang: 'zh-TW',
	});
	expect(headers['topic']).toBe(`talk-${talk.toString(36)}`);
	place.clock.advance(61_000);
	const { message } = await sendMessage(place.as(mei), { talk, text: '看到了嗎' });
	await place.runJobs();
	await seeTalk(place.as(asker), { talk, upTo: message });
	await pass(200);
	expect(told(phone)).toHaveLength(1);
});

it('reaches every browser of a member, readable by that browser alone, with the address to go to, in their language', async () => {
	const [phone, desk] = [await device(asker), await device(asker)];
	const comment = await say(mei, `@${asker.handle} 開封以後放冰箱。${'三個月內用完，瓶口要擦乾淨。'.repeat(300)}`);
	await pass(10);
	expect(told(phone)).toHaveLength(1);
	expect(told(desk)).toHaveLength(1);
	const [{ notice, headers, bytes } = {} as never] = told(phone);
	expect(notice).toMatchObject({
		title: '小美 提到你',
		path: `/community/comment/${comment}/place`,
		thread,
		comment,
		lang: 'zh-TW',
	});
	expect(notice['body']).toMatch(/^醬油要冰嗎？\n@\S+ 開封以後放冰箱。/);
	expect(bytes).toBeLessThan(1500);
	expect(headers['topic']).toBe(`thread-${thread.toString(36)}`);
	await place.site.sql`update membership.member set locale = 'en' where id = ${asker.member}`;
	await say(mei, `@${asker.handle} 看一下`);
	await pass(90);
	expect(told(phone)[1]?.notice).toMatchObject({ title: '小美 named you', lang: 'en' });
	expect(told(phone)[1]?.headers['urgency']).toBe('high');
});

it('rings once for what comes together, and seldom for a busy thread', async () => {
	const phone = await device(asker);
	await changePreferences(place.as(asker), {
		topics: [],
		told: { wishes: { comment: ['push'] }, quiet: false, from: '', until: '', timeZone: 'Asia/Taipei', refused: false },
	});
	for (let minute = 0; minute < 60; minute++) {
		await say(mei, `第 ${minute} 則`);
		await keepPushes.run(place.system(), {});
	}
	await pass(20 * 60);
	expect(told(phone).length).toBeGreaterThanOrEqual(4);
	expect(told(phone).length).toBeLessThanOrEqual(6);
	expect(told(phone).at(-1)?.notice['title']).toMatch(/「醬油要冰嗎？」有 1[2-5] 則新消息/);
});

it.each<[string, (comment: number) => Promise<unknown>]>([
	['deleted', (id) => deleteComment(place.as(mei), { id })],
	['hidden', (id) => hideComment(place.as(editor), { id })],
	[
		'in a thread that was hidden',
		() => place.site.sql`update community.thread set hidden = now() where id = ${thread}`,
	],
	[
		'in a category that was closed to them meanwhile',
		() =>
			place.site
				.sql`update community.category set seen_by = 'some' where id = (select category from community.thread order by id desc limit 1)`,
	],
	['in a muted thread', () => followThread(place.as(asker), { thread, level: 'mute' })],
	['by somebody who is blocked', () => blockMember(place.as(asker), { member: mei.member } as never)],
	['read meanwhile', (comment) => readThreadNotices(place.as(asker), { thread, comment })],
	['for a suspended member', () => suspendMember(place.as(editor), { member: asker.member, reason: '測試' } as never)],
	[
		'for somebody who has left',
		() => place.site.sql`update membership.member set erased = now(), email = null where id = ${asker.member}`,
	],
	[
		'not wanted by push any more',
		() =>
			changePreferences(place.as(asker), {
				topics: [],
				told: {
					wishes: { mention: ['site'] },
					quiet: false,
					from: '',
					until: '',
					timeZone: 'Asia/Taipei',
					refused: false,
				},
			}),
	],
	[
		'for a session that was ended',
		async () => {
			const [row] = await place.site.sql<{ session: number }[]>`select session from notification.device`;
			await revokeSession(place.as(asker), { session: row?.session });
		},
	],
	[
		'for a session that ran out',
		() => place.site.sql`update membership.session set expires = ${place.clock.now()} where member = ${asker.member}`,
	],
])('says nothing of what is, at the moment of sending, %s', async (_, happen) => {
	const phone = await device(asker);
	const comment = await say(mei, `@${asker.handle} 說過的話`);
	await happen(comment);
	await pass(600);
	expect(told(phone)).toEqual([]);
	expect(service.calls.some((call) => phone.endsWith(call.split(' ')[1] ?? '-'))).toBe(false);
});

it('leaves members in peace at night and tells in the morning', async () => {
	const phone = await device(asker);
	place.clock.advance(13 * 3_600_000);
	await say(mei, `@${asker.handle} 半夜的話`);
	await pass(600);
	expect(told(phone)).toEqual([]);
	place.clock.advance(9 * 3_600_000);
	await pass(60);
	expect(told(phone)[0]?.notice['title']).toBe('小美 提到你');
});

it('tries again when the service is not well or asks for patience, also after a process died, and gives up when it is no news', async () => {
	const phone = await device(asker);
	service.fault('500-before', { times: 2 });
	await say(mei, `@${asker.handle} 一`);
	await pass(10);
	const [listed] = (await listDevices(place.as(asker), {})).devices;
	expect(listed).toMatchObject({ troubled: true, sent: null, browser: expect.stringContaining('Android') });
	await pass(200);
	expect(told(phone)).toHaveLength(1);
	expect((await listDevices(place.as(asker), {})).devices[0]).toMatchObject({ troubled: false });
	service.fault('rate-limit');
	await say(mei, `@${asker.handle} 二`);
	await pass(85);
	expect(told(phone)).toHaveLength(1);
	await pass(120);
	expect(told(phone)).toHaveLength(2);
	await say(mei, `@${asker.handle} 三`);
	place.clock.advance(10_000);
	// This process dies with what it took.
	expect((await takePushes(place.system(), { most: 5 })).taken).toHaveLength(1);
	await pass(240);
	expect(told(phone)).toHaveLength(2);
	await pass(120);
	expect(told(phone)).toHaveLength(3);
	service.fault('500-before', { times: 99 });
	await say(mei, `@${asker.handle} 四`);
	const before = service.calls.length;
	for (let hour = 0; hour < 12; hour++) {
		place.clock.advance(3_600_000);
		await keepPushes.run(place.system(), {});
	}
	expect(service.calls.length - before).toBeLessThanOrEqual(6);
	service.faults.length = 0;
	expect(await known()).toEqual([phone]);
});

it('forgets a browser that is gone, and never asks the inside of a network, however the address came there', async () => {
	const [phone, desk] = [await device(asker), await device(asker)];
	service.end(phone);
	await say(mei, `@${asker.handle} 一`);
	await pass(10);
	expect([told(phone).length, told(desk).length]).toEqual([0, 1]);
	expect(await known()).toEqual([desk]);
	await place.site.sql`update notification.device set endpoint = 'https://169.254.169.254/latest/meta-data'`;
	await say(mei, `@${asker.handle} 二`);
	await pass(90);
	expect(await known()).toEqual([]);
});

it('ends with the session, goes on when the same browser signs in again, and is one browser of one person', async () => {
	const from = await signIn(asker);
	const phone = await device(asker, Promise.resolve(from));
	const again = await signIn(asker, from.cookie);
	await say(mei, `@${asker.handle} 一`);
	await pass(10);
	expect(told(phone)).toHaveLength(1);
	expect((await listDevices(place.as(asker), { from: again })).devices).toMatchObject([{ here: true }]);
	const [{ id } = { id: 0 }] = (await listDevices(place.as(asker), {})).devices;
	await removeDevice(place.as(mei), { device: id });
	expect(await known()).toEqual([phone]);
	const rows = [];
	for await (const { row } of notificationPerson.collect(place.system(), { id: asker.member, email: null }))
		rows.push(row);
	expect(JSON.stringify(rows)).toContain('Android');
	expect(JSON.stringify(rows)).not.toContain(phone);
	// Somebody else signs in on the same phone and wants to be told there.
	const [row] = await place.site.sql<{ p256dh: Buffer; auth: Buffer }[]>`select p256dh, auth from notification.device`;
	const keys = { p256dh: row!.p256dh.toString('base64url'), auth: row!.auth.toString('base64url') };
	await addDevice(place.as(mei), { endpoint: phone, ...keys, from: await signIn(mei, again.cookie) });
	expect((await listDevices(place.as(asker), {})).devices).toEqual([]);
	await notificationPerson.forget(place.system(), { id: mei.member, email: null });
	expect(await known()).toEqual([]);
	for (let count = 0; count < 12; count++) await device(asker);
	expect(await known()).toHaveLength(10);
});

it('refuses what no browser gives, and whoever is not signed in by a browser', async () => {
	const from = await signIn(asker);
	const good = service.subscribe('x');
	const closed = await testSite();
	const refused = async (more: object, path: string) =>
		expect(addDevice(place.as(asker), { ...good, from, ...more })).rejects.toMatchObject({
			code: 'input.invalid',
			details: { fields: [{ path, key: expect.any(String) }] },
		});
	try {
		for (const endpoint of [
			'https://10.0.0.1/push',
			'http://[::1]/push',
			'ftp://push.example/1',
			'https://me:word@push.example/',
			'nonsense-'.repeat(3),
		])
			await refused({ endpoint }, 'endpoint');
		await refused({ p256dh: Buffer.alloc(65, 4).toString('base64url') }, 'p256dh');
		await refused({ p256dh: 'AAAA' }, 'p256dh');
		await refused({ auth: 'AAAA' }, 'auth');
		await refused({ auth: '<script>' }, 'auth');
		await expect(addDevice(place.as(), { ...good, from })).rejects.toMatchObject({ code: 'session.required' });
		await expect(addDevice(place.as(asker), { ...good })).rejects.toMatchObject({ code: 'session.required' });
		await expect(addDevice(place.as(mei), { ...good, from })).rejects.toMatchObject({ code: 'session.required' });
		expect(await known()).toEqual([]);
		// Where the operator lets nothing of their own house through, not even the port of a test.
		const { id, handle } = await createMember(closed.system(), { name: '甲', email: 'a@example.com' });
		const one = { kind: 'member', member: id, name: '甲', handle, role: 'member' } as Member;
		const { cookies } = await openSession(closed.system(), { member: id, from: {} });
		const here = { cookie: cookies[0]?.split(';')[0] ?? '', browser: '', address: '' };
		for (const endpoint of [good.endpoint, 'http://push.example/1', 'https://push.example:8443/1'])
			await expect(addDevice(closed.as(one), { ...good, endpoint, from: here })).rejects.toMatchObject({
				code: 'input.invalid',
			});
		await addDevice(closed.as(one), { ...good, endpoint: 'https://push.example/1', from: here });
	} finally {
		await closed.close();
	}
});
