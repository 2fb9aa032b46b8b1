import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import { offerNetworks } from '#network/known-networks.ts';
import { connectByToken, hearNetwork } from '#publishing/server/index.ts';
import { sowMember } from '#publishing/server/sow.ts';
import { dropProxy, type DropProxy } from '#testing/drop-proxy.ts';
import { fakeLine, type FakeLine } from '#testing/line/fake-line.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';
import {
	answerConversation,
	closeConversation,
	keepAnswers,
	listConversations,
	readConversation,
} from '#inbox/server/index.ts';

let place: TestSite;
let line: FakeLine;
let wire: DropProxy;
let editor: Actor & { kind: 'member' };

beforeAll(async () => {
	line = await fakeLine(() => place.clock.now());
	wire = await dropProxy(line.url);
	place = await testSite({ LINE_URL: wire.url, PUBLIC_URL: 'https://soy.example' });
	offerNetworks([lineNetwork()]);
	editor = await sowMember(place.site.sql, '林佳穎', 'editor');
	await connectByToken(place.as(editor), { network: 'line', given: { token: line.token, secret: line.secret } });
	await place.runJobs();
});
afterAll(async () => {
	await place.close();
	await wire.close();
	await line.close();
});

const hear = (call: { raw: Buffer; headers: Headers }) => hearNetwork(place.as(), { network: 'line', ...call });
const said = async (...events: object[]) => {
	const heard = await hear(line.call(events));
	await place.runJobs();
	return heard;
};
const list = async (state: 'waiting' | 'answered' | 'closed' = 'waiting') =>
	(await listConversations(place.as(editor), { state })).items;

it('asks LINE to call, and what a friend writes comes to the inbox once, with their name', async () => {
	expect(line.endpoint).toBe('https://localhost/webhooks/line');
	const event = line.wrote('陳小姐', { type: 'text', text: '今天幾點關門？' });
	expect(await said(event)).toEqual({ heard: 1 });
	expect(await said(event)).toEqual({ heard: 0 });
	expect(await list()).toMatchObject([{ author: '陳小姐', text: '今天幾點關門？', origin: 'line' }]);
	await said(line.wrote('陳小姐', { type: 'sticker', packageId: '1', stickerId: '2', keywords: ['謝謝'] }));
	const [one, ...more] = await list();
	expect(more).toEqual([]);
	const read = await readConversation(place.as(editor), { id: one!.id });
	expect(read.messages.map(({ kind, text }) => [kind, text])).toEqual([
		['text', '今天幾點關門？'],
		['sticker', '謝謝'],
	]);
	expect(read).toMatchObject({ direct: true, home: null, limit: { most: 5000 } });
});

it('believes no call that the channel did not sign, none of another channel, and keeps nothing of groups', async () => {
	const event = line.wrote('壞人', { type: 'text', text: '假的' });
	const { raw, headers } = line.call([event]);
	await expect(hear({ raw, headers: new Headers() })).rejects.toMatchObject({ code: 'network.unsigned', status: 401 });
	await expect(hear({ raw: Buffer.concat([raw, Buffer.from(' ')]), headers })).rejects.toMatchObject({ status: 401 });
	const other = line.call([]);
	expect(await hear(other)).toEqual({ heard: 0 });
	expect(await said({ ...event, source: { type: 'group', groupId: 'C1', userId: 'U1' } })).toEqual({ heard: 0 });
	expect(await said({ ...event, mode: 'standby' }, { type: 'follow' }, 7 as never)).toEqual({ heard: 0 });
	expect(await list()).toHaveLength(1);
});

it('answers them there once, however often the answer of LINE is lost, and waits again when they write again', async () => {
	const [one] = await list();
	wire.plan = () => 'drop-answer';
	await answerConversation(place.as(editor), { conversation: one!.id, text: '晚上八點喔' });
	await place.runJobs();
	wire.plan = () => 'pass';
	for (let hour = 0; hour < 2; hour++) {
		place.clock.advance(3_600_000);
		await keepAnswers.run(place.system(), {});
	}
	expect(line.pushed.map(({ text }) => text)).toEqual(['晚上八點喔']);
	expect((await readConversation(place.as(editor), { id: one!.id })).answers).toMatchObject([{ state: 'delivered' }]);
	expect(await list()).toEqual([]);
	await said(line.wrote('陳小姐', { type: 'text', text: '那明天呢？' }));
	expect(await list()).toMatchObject([{ id: one!.id, text: '那明天呢？' }]);
});

it('forgets what they took back, and nobody has to answer that', async () => {
	const event = line.wrote('王先生', { type: 'text', text: '我的電話是 0912345678' }) as {
		message: { id: string };
		source: object;
	};
	await said(event);
	const one = (await list()).find(({ author }) => author === '王先生')!;
	const unsend = {
		type: 'unsend',
		mode: 'active',
		timestamp: 1,
		source: event.source,
		unsend: { messageId: event.message.id },
	};
	expect(await said(unsend)).toEqual({ heard: 1 });
	expect(await said(unsend)).toEqual({ heard: 0 });
	expect((await list()).some(({ id }) => id === one.id)).toBe(false);
	expect(JSON.stringify(await place.site.sql`select * from publishing.message`)).not.toContain('0912345678');
	expect(JSON.stringify(await place.site.sql`select * from inbox.conversation`)).not.toContain('0912345678');
});

it('keeps a conversation that was put away where it is until they write, and says why an answer did not go', async () => {
	const [one] = await list();
	await closeConversation(place.as(editor), { conversation: one!.id });
	await place.runJobs();
	expect(await list()).toEqual([]);
	await said(line.wrote('陳小姐', { type: 'image', contentProvider: { type: 'line' } }));
	expect(await list()).toHaveLength(1);
	line.quota = line.used;
	await answerConversation(place.as(editor), { conversation: one!.id, text: '收到照片了' });
	await place.runJobs();
	const { answers } = await readConversation(place.as(editor), { id: one!.id });
	expect(answers.at(-1)).toMatchObject({ state: 'failed', trouble: 'cost-blocked' });
});
