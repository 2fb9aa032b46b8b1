import { expect, it } from 'vitest';
import { prepare } from '#network/prepare.ts';
import { xNetwork } from '#network/x/x-network.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';
import { fakeX } from '#testing/x/fake-x.ts';

const network = xNetwork();
const day = tryNetwork({
	network,
	fake: fakeX,
	publishing: /POST .*\/2\/tweets$/,
	troubles: {
		revoked: 'auth-expired',
		permission: 'permission',
		restricted: 'account-restricted',
		duplicate: 'duplicate',
		'version-ended': 'cost-blocked',
	},
	revokedSays: 'auth-expired',
	removed: 'auth-expired',
	fits: '字'.repeat(140),
	tooLong: '字'.repeat(141),
	picturing: /media\/upload$/,
});

it('weighs what it counts: a Chinese character two, every address 23', () => {
	const of = (text: string, link: string | null) => prepare(network.limits, { text, link });
	const link = `https://soy.tw/go/${'x'.repeat(100)}`;
	// Two line breaks and the address beside 127 characters: 254 + 2 + 23 = 279.
	expect(of('字'.repeat(127), link)).toEqual([]);
	expect(of('字'.repeat(128), link)).toMatchObject([{ key: 'text-too-long', actual: 281 }]);
	expect(of(`${'字'.repeat(139)}👨‍👩‍👧‍👦`, null)).toEqual([]);
});

it('says what a post costs, with its link and without', async () => {
	const cost = (text: string, link: string | null) => network.cost!(day.ctx(), day.account(), { text, link });
	expect(await cost('開缸', 'https://soy.example/go/x')).toEqual({ in: 'usd', micros: 200_000, without: 15_000 });
	expect(await cost('開缸', null)).toEqual({ in: 'usd', micros: 15_000, without: null });
	// Taking it back is paid for, too; it cannot be changed there.
	const change = (kind: 'edit' | 'delete') => network.changeCost!(day.ctx(), day.account(), kind);
	expect([await change('delete'), await change('edit')]).toEqual([{ in: 'usd', micros: 10_000, without: null }, null]);
	expect(await cost('看 https://a.tw', 'https://soy.example/go/x')).toEqual({
		in: 'usd',
		micros: 200_000,
		without: null,
	});
});

it('tells how often its link was followed for thirty days, and the rest of its numbers always', async () => {
	const { id } = await day.send(day.post());
	const reach = () => network.readReach(day.ctx(), day.account(), id);
	expect(await reach()).toEqual({ reached: null, views: 120, likes: 3, comments: 0, clicks: 8 });
	day.clock.advance(31 * 86_400_000);
	await network.refresh!(day.ctx(), day.account()).then(({ connection }) => {
		day.fake.account.connection = connection;
	});
	expect(await reach()).toEqual({ reached: null, views: 120, likes: 3, comments: 0, clicks: null });
});

it('renews with a key that is good once, and never keeps an empty one', async () => {
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const before = day.account();
	const renewed = await network.refresh!(day.ctx(), before);
	expect(renewed.renew!.getTime() - day.clock.now().getTime()).toBe(5_400_000);
	expect(renewed.connection).toMatchObject({
		username: 'hsiung_soy',
		refresh: expect.not.stringMatching(before.connection['refresh']!) as string,
	});
	const kept = day.account(renewed.connection);
	expect(await network.check(day.ctx(), kept)).toMatchObject({ name: '@hsiung_soy' });
	day.clock.advance(7_300_000);
	await expect(network.check(day.ctx(), kept)).rejects.toMatchObject({ trouble: 'auth-expired' });
	const again = await network.refresh!(day.ctx(), kept);
	await network.check(day.ctx(), day.account(again.connection));
	// Whoever renews with a key that was used loses the account.
	await expect(network.refresh!(day.ctx(), kept)).rejects.toMatchObject({ trouble: 'auth-revoked' });
	await expect(network.refresh!(day.ctx(), day.account({ token: 'x' }))).rejects.toMatchObject({
		trouble: 'auth-revoked',
	});
	// Connected anew, for whoever comes after.
	const way = { back: 'https://soy.example/back', state: 's', verifier: 'v'.repeat(43) };
	const address = (await network.connecting.begin(day.ctx(), day.fake.app, way)) as string;
	await network.connecting.finish(day.ctx(), day.fake.app, { ...way, answer: day.fake.consent!(address).searchParams });
});

it('knows its own words again behind shortened addresses, a picture and escaped signs', async () => {
	const one = day.post({ text: '一 < 二 & 三 > 零', pictures: [testPicture] });
	const staged = await network.stage!(day.ctx(), day.account(), one);
	const { id } = await day.send({ ...one, staged });
	expect(await network.findPublished(day.ctx(), day.account(), one, 'k', day.ctx().now)).toMatchObject({ id });
	expect((await network.read!(day.ctx(), day.account(), id))!.text).toBe(`${one.text}\n\n${one.link}`);
	expect(day.noted).toContainEqual(expect.objectContaining({ scope: 'endpoint', endpoint: 'POST /2/tweets' }));
	day.clock.advance(25 * 3_600_000);
	day.fake.rest();
	await expect(day.send({ ...day.post(), staged })).rejects.toMatchObject({ trouble: 'stage-lost' });
});

it('does not take away what stands beyond the end of its lists', async () => {
	const { id } = await day.send(day.post());
	for (let count = 0; count < 810; count++) day.fake.comment!(id, 'mei', `第 ${count} 則`);
	let cursor: string | null = null;
	let whole: boolean | undefined;
	do ({ next: cursor, whole } = await network.collectComments!(day.ctx(), day.account(), id, cursor));
	while (cursor);
	expect(whole).toBe(false);
});
