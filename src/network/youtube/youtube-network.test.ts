import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { handClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import type { NetworkComment, OwnAccount } from '#network/network.ts';
import { prepare } from '#network/prepare.ts';
import type { Usage } from '#network/usage.ts';
import { videoAt } from '#network/youtube/youtube-comments.ts';
import { youtubeNetwork } from '#network/youtube/youtube-network.ts';
import { unitsReturn } from '#network/youtube/youtube-units.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeYoutube, type FakeYoutube } from '#testing/youtube/fake-youtube.ts';

const clock = handClock(new Date('2026-11-24T02:00:00Z'));
const network = youtubeNetwork();
const video = 'dQw4w9WgXcQ';
let fake: FakeYoutube;
let line: DropProxy;
let noted: Usage[] = [];
const ctx = (): Ctx =>
	({ now: clock.now(), log: silent, locale: 'zh-TW', settings: readSettings(fake.settings(line.url)) }) as Ctx;
const account = (connection = fake.account.connection): OwnAccount => ({
	id: fake.account.id,
	connection,
	app: fake.app,
	note: (usage) => void noted.push(usage),
});
const way = { back: 'https://soy.example/back', state: 's', verifier: 'v' };
const connect = async (options: { refused?: boolean } = {}) => {
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const address = (await network.connecting.begin(ctx(), fake.app, way)) as string;
	return network.connecting.finish(ctx(), fake.app, { ...way, answer: fake.consent!(address, options).searchParams });
};
const collect = async (post = video): Promise<NetworkComment[]> => {
	const all: NetworkComment[] = [];
	let cursor: string | null = null;
	do {
		const part: { comments: NetworkComment[]; next: string | null } = await network.collectComments!(
			ctx(),
			account(),
			post,
			cursor,
		);
		all.push(...part.comments);
		cursor = part.next;
	} while (cursor);
	return all;
};

beforeAll(async () => {
	fake = await fakeYoutube(clock.now);
	line = await dropProxy(fake.url);
	fake.videos.push({ id: video, description: '開缸的影片', closed: false });
});
afterAll(async () => {
	await line.close();
	await fake.close();
});
beforeEach(async () => {
	clock.advance(3_600_000);
	fake.rest();
	fake.faults.length = 0;
	fake.revoke(false);
	fake.remove(false);
	line.plan = () => 'pass';
	noted = [];
	await connect();
});

it('is connected with a key that renews, twice to the same channel, and not when the box was unticked', async () => {
	const [channel] = await connect();
	expect(channel).toMatchObject({ id: account().id, name: '阿雄醬油', renew: expect.any(Date) as Date });
	await expect(connect({ refused: true })).rejects.toMatchObject({ trouble: 'permission' });
	expect(await network.check(ctx(), account())).toEqual({ name: '阿雄醬油', followers: 61 });
	clock.advance(3_700_000);
	await expect(network.check(ctx(), account())).rejects.toMatchObject({ trouble: 'auth-expired' });
	const { connection } = await network.refresh!(ctx(), account());
	expect(await network.check(ctx(), account(connection))).toMatchObject({ followers: 61 });
	fake.remove(true);
	await expect(network.check(ctx(), account())).rejects.toMatchObject({ trouble: 'not-found' });
	fake.revoke(true);
	const refused = await network.refresh!(ctx(), account()).catch((error: unknown) => error as Error);
	expect(refused).toMatchObject({ trouble: 'auth-revoked' });
	expect(JSON.stringify([refused, (refused as Error).message])).not.toContain(account().connection['refresh']);
});

it('publishes nothing by itself, and says so', async () => {
	const publish = network.publish(ctx(), account(), { text: 'x', link: null }, 'k');
	await expect(publish).rejects.toMatchObject({ trouble: 'by-hand' });
	expect(network.needs('zh-TW').notes[0]).toContain('社群貼文');
	const of = (text: string) => prepare(network.limits, { text, link: null });
	expect(of('字'.repeat(1666))).toEqual([]);
	expect(of('字'.repeat(1667))).toMatchObject([{ key: 'text-too-long', actual: 5001 }]);
});

it.each([
	[`https://www.youtube.com/watch?v=${video}&t=10`, video],
	[`https://youtu.be/${video}?si=x`, video],
	[`https://m.youtube.com/shorts/${video}`, video],
	[`https://youtube.com/live/${video}`, video],
	['https://www.youtube.com/@hsiung', null],
	[`https://youtube.com.evil.example/watch?v=${video}`, null],
	[`https://evil.example/watch?v=${video}`, null],
	['https://youtu.be/short', null],
	['nonsense', null],
])('%s is the video %s', (address, found) => expect(videoAt(address)).toBe(found));

it('brings home every comment and every answer, and knows its own', async () => {
	for (let count = 0; count < 130; count++) fake.comment!(video, 'mei', `第 ${count} 則`);
	const asked = fake.comment!(video, 'mei', '有宅配嗎？😀');
	for (let count = 0; count < 7; count++) fake.comment!(asked.id, 'ming', `我也想問 ${count}`);
	const target = { post: video, comment: fake.said.at(-1)!.id };
	const answer = await network.reply!(ctx(), account(), target, '有的，滿千免運。', 'k');
	const first = await network.reply!(ctx(), account(), { post: video, comment: null }, '謝謝大家', 'k');
	const look = (text: string, comment: string | null = target.comment) =>
		network.findReply!(ctx(), account(), { post: video, comment }, text, 'k', ctx().now);
	expect(await look('有的，滿千免運。')).toMatchObject({ id: answer.id });
	expect(await look('沒說過的')).toBe('absent');
	const all = await collect();
	expect(
		all
			.filter(({ own }) => own)
			.map(({ id }) => id)
			.sort(),
	).toEqual([answer.id, first.id].sort());
	expect(all.filter(({ own }) => !own)).toHaveLength(138);
	expect(all.filter(({ parent }) => parent === asked.id)).toHaveLength(8);
	expect(await network.readReach(ctx(), account(), video)).toEqual({
		reached: null,
		views: 240,
		likes: 3,
		comments: 140,
		clicks: null,
	});
	expect(await network.read!(ctx(), account(), video)).toMatchObject({ text: '開缸的影片' });
	expect(await network.read!(ctx(), account(), 'xxxxxxxxxxx')).toBeNull();
});

it('has no comments where they are turned off, and says when the video is gone', async () => {
	fake.videos[0]!.closed = true;
	expect(await collect()).toEqual([]);
	fake.videos[0]!.closed = false;
	await expect(collect('xxxxxxxxxxx')).rejects.toMatchObject({ trouble: 'not-found' });
	await expect(network.readReach(ctx(), account(), 'xxxxxxxxxxx')).rejects.toMatchObject({ trouble: 'not-found' });
});

it('waits for midnight in California once the day’s units are used, and tells it of the app', async () => {
	fake.units = 9_999;
	await network.readReach(ctx(), account(), video);
	const until = unitsReturn(clock.now());
	await expect(collect()).rejects.toMatchObject({ trouble: 'quota-exhausted', until });
	expect(noted).toEqual([{ scope: 'app', endpoint: 'units', share: 1, until }]);
	expect(unitsReturn(new Date('2026-11-24T02:00:00Z'))).toEqual(new Date('2026-11-24T08:00:00Z'));
	expect(unitsReturn(new Date('2026-07-01T06:59:59Z'))).toEqual(new Date('2026-07-01T07:00:00Z'));
});

it.each([
	['500-before', 'unknown-outcome'],
	['500-after', 'unknown-outcome'],
	['rate-limit', 'rate-limited'],
	['revoked', 'auth-expired'],
	['permission', 'permission'],
	['restricted', 'account-restricted'],
] as const)('an answer on the bad day %s says %s, and is found or not', async (fault, trouble) => {
	const asked = fake.comment!(video, 'mei', '幾點開？');
	const target = { post: video, comment: asked.id };
	fake.fault(fault, { match: /POST .*comments$/ });
	const text = `早上九點，${fault}`;
	await expect(network.reply!(ctx(), account(), target, text, 'k')).rejects.toMatchObject({ trouble });
	const found = await network.findReply!(
		ctx(),
		account(),
		target,
		text,
		'k',
		new Date(clock.now().getTime() + 300_000),
	);
	expect(typeof found).toBe(fault === '500-after' ? 'object' : 'string');
});

it('knows after a dropped answer that it does not know', async () => {
	const asked = fake.comment!(video, 'mei', '在哪裡？');
	const target = { post: video, comment: asked.id };
	line.plan = () => 'drop-answer';
	await expect(network.reply!(ctx(), account(), target, '台南', 'k')).rejects.toMatchObject({
		trouble: 'unknown-outcome',
	});
	line.plan = () => 'pass';
	expect(await network.findReply!(ctx(), account(), target, '台南', 'k', clock.now())).toHaveProperty('id');
});
