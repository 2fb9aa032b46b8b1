import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { handClock } from '#platform/clock.ts';
import type { Ctx } from '#platform/context/context.ts';
import { silent } from '#platform/log.ts';
import { readSettings } from '#platform/settings.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import type { Outgoing, OwnAccount } from '#network/network.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeLine, type FakeLine } from '#testing/line/fake-line.ts';

const clock = handClock(new Date('2026-11-24T02:00:00Z'));
const network = lineNetwork();
let line: FakeLine;
let wire: DropProxy;
let ctx: Ctx;
let account: OwnAccount;
const connect = (token: string) =>
	network.connecting.by === 'token'
		? network.connecting.connect(ctx, { token })
		: Promise.reject(new Error('another way'));

beforeAll(async () => {
	line = await fakeLine(clock.now);
	wire = await dropProxy(line.url);
});
afterAll(async () => {
	await wire.close();
	await line.close();
});
beforeEach(async () => {
	wire.plan = () => 'pass';
	Object.assign(line, { revoked: false, quota: 1_000_000, used: 0, faults: [] });
	ctx = { now: clock.now(), log: silent, locale: 'zh-TW', settings: readSettings({ LINE_URL: wire.url }) } as Ctx;
	const [own] = await connect(line.token);
	account = { id: own!.id, connection: own!.connection, app: null, note: () => undefined };
});
let serial = 0;
const post = (more: Partial<Outgoing> = {}): Outgoing => ({
	text: `新醬油開缸 ${++serial}`,
	link: 'https://soy.tw/go/x',
	...more,
});
const times = (text: string) =>
	line.sent.filter(({ messages }) => messages.some((one) => one.text?.startsWith(text))).length;

it('is connected by its token, and refuses a wrong one', async () => {
	const [own] = await connect(line.token);
	expect(own).toMatchObject({ name: '阿雄醬油', url: 'https://line.me/R/ti/p/%40hsiung' });
	await expect(connect('x'.repeat(40))).rejects.toMatchObject({ trouble: 'auth-revoked' });
	expect(await network.check(ctx, account)).toEqual({ name: '阿雄醬油', followers: 61 });
});

it('tells later how many opened a message and its link, and nothing of few people or of a message that it does not know', async () => {
	const { id } = await network.publish(ctx, account, post(), 'reach-1');
	const none = { reached: null, views: null, likes: null, comments: null, clicks: null };
	expect(await network.readReach(ctx, account, id)).toEqual({ ...none, reached: 44, clicks: 12 });
	expect(await network.readReach(ctx, account, 'unknown')).toEqual(none);
	line.followers = 12;
	expect(await network.readReach(ctx, account, id)).toEqual(none);
	line.followers = 61;
	line.revoked = true;
	await expect(network.readReach(ctx, account, id)).rejects.toMatchObject({ trouble: 'auth-revoked' });
});

it('says before sending what it uses of the month, and stops where the month ends', async () => {
	Object.assign(line, { quota: 200, used: 130 });
	expect(await network.cost!(ctx, account, post())).toEqual({ in: 'messages', uses: 61, used: 130, of: 200 });
	await network.publish(ctx, account, post(), 'month-1');
	await expect(network.publish(ctx, account, post(), 'month-2')).rejects.toMatchObject({ trouble: 'cost-blocked' });
});

it.each(['drop-answer', 'cut-request'] as const)(
	'after %s is sent again under its key, and goes out once',
	async (plan) => {
		const one = post();
		wire.plan = () => plan;
		await expect(network.publish(ctx, account, one, `k-${plan}`)).rejects.toMatchObject({ trouble: 'unknown-outcome' });
		wire.plan = () => 'pass';
		const first = await network.publish(ctx, account, one, `k-${plan}`);
		expect(await network.publish(ctx, account, one, `k-${plan}`)).toEqual(
			plan === 'drop-answer' ? first : (expect.anything() as unknown),
		);
		expect(times(one.text)).toBe(1);
	},
);

it.each([
	['500-before', 'unknown-outcome'],
	['500-after', 'unknown-outcome'],
	['rate-limit', 'rate-limited'],
] as const)('on the bad day %s says %s', async (fault, trouble) => {
	line.faults.push(fault);
	await expect(network.publish(ctx, account, post(), `bad-${fault}`)).rejects.toMatchObject({ trouble });
});

it('takes 5,000 units with the link, pictures before the text, and not more', async () => {
	const picture = {
		url: 'https://soy.tw/a.jpg',
		type: 'image/jpeg',
		width: 1200,
		height: 900,
		bytes: 1,
		alt: '',
		read: () => Promise.resolve(Buffer.from('')),
	};
	await network.publish(ctx, account, post({ pictures: [picture, picture, picture, picture] }), 'p4');
	expect(line.sent.at(-1)!.messages.map(({ type }) => type)).toEqual(['image', 'image', 'image', 'image', 'text']);
	await expect(network.publish(ctx, account, post({ text: '字'.repeat(4990) }), 'long')).rejects.toMatchObject({
		trouble: 'validation',
	});
	line.revoked = true;
	await expect(network.publish(ctx, account, post(), 'gone')).rejects.toMatchObject({ trouble: 'auth-revoked' });
});
