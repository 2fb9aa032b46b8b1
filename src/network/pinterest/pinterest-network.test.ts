import { expect, it } from 'vitest';
import { pinterestNetwork } from '#network/pinterest/pinterest-network.ts';
import { prepare } from '#network/prepare.ts';
import { fakePinterest } from '#testing/pinterest/fake-pinterest.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';

const network = pinterestNetwork();
const day = tryNetwork({
	network,
	fake: fakePinterest,
	publishing: /POST .*\/pins$/,
	troubles: { permission: 'permission', restricted: 'account-restricted' },
	revokedSays: 'auth-expired',
	removed: 'not-found',
	pictured: true,
	fits: `${'字'.repeat(793)}👨‍👩‍👧‍👦`,
	tooLong: `${'字'.repeat(794)}👨‍👩‍👧‍👦`,
	picturing: /POST .*\/pins$/,
});

it('takes nothing without a picture, nor one that is too tall, and counts signs', () => {
	const of = (text: string, pictures = [testPicture]) =>
		prepare(network.limits, { text, link: 'https://soy.tw/go/x', pictures });
	expect(of('字'.repeat(800))).toEqual([]);
	expect(of('字'.repeat(801))).toMatchObject([{ key: 'text-too-long', actual: 801 }]);
	expect(of('開缸', [])).toMatchObject([{ key: 'picture-missing', stops: true }]);
	expect(of('開缸', [{ ...testPicture, width: 600, height: 1200 }])).toMatchObject([{ key: 'picture-ratio' }]);
});

it('gives a pin its link, a title and what its picture shows', async () => {
	const one = day.post({ card: { title: '字'.repeat(120), text: '' } });
	const { id, url } = await day.send(one);
	expect(url).toBe(`https://www.pinterest.com/pin/${id}/`);
	expect(day.fake.pin(id)).toMatchObject({ title: '字'.repeat(100), link: one.link, alt: '一口缸', text: one.text });
	const { card: _card, ...bare } = day.post({ text: '第一行\n第二行' });
	expect(day.fake.pin((await day.send(bare)).id)).toMatchObject({ title: '第一行' });
	await expect(day.send(day.post({ pictures: [] }))).rejects.toMatchObject({ trouble: 'validation' });
});

it('says what it does not have: nobody’s comments, no answers', () => {
	expect(network.collectComments).toBeUndefined();
	expect(network.reply).toBeUndefined();
	expect(network.needs('zh-TW').notes.join()).toContain('留言');
});

it('reads its numbers where there are any', async () => {
	const { id } = await day.send(day.post());
	const reach = () => network.readReach(day.ctx(), day.account(), id);
	expect(await reach()).toEqual({ reached: null, views: 240, likes: 3, comments: 2, clicks: 9 });
	day.fake.business = false;
	expect(await reach()).toEqual({ reached: null, views: null, likes: null, comments: null, clicks: null });
	day.fake.business = true;
});

it('puts every board at choice, and is renewed with a key of its own', async () => {
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const { begin, finish } = network.connecting;
	const way = { back: 'https://soy.example/back', state: 's', verifier: 'v' };
	day.fake.more = [{ id: '2', name: '食譜' }];
	const address = (await begin(day.ctx(), day.fake.app, way)) as string;
	const boards = await finish(day.ctx(), day.fake.app, { ...way, answer: day.fake.consent!(address).searchParams });
	expect(boards.map(({ name }) => name)).toEqual(['hsiung_soy · 醬油', 'hsiung_soy · 食譜']);
	const days = (time: Date | null | undefined) => time && (time.getTime() - day.clock.now().getTime()) / 86_400_000;
	expect([days(boards[0]!.expires), days(boards[0]!.renew)]).toEqual([60, 22.5]);
	const before = day.account(boards[0]!.connection);
	const renewed = await network.refresh!(day.ctx(), before);
	expect(renewed.connection['refresh']).not.toBe(before.connection['refresh']);
	expect(await network.check(day.ctx(), day.account(renewed.connection))).toMatchObject({ followers: 61 });
	await expect(network.refresh!(day.ctx(), before)).rejects.toMatchObject({ trouble: 'auth-revoked' });
	day.fake.more = [];
});
