import { expect, it } from 'vitest';
import { prepare } from '#network/prepare.ts';
import { telegramNetwork } from '#network/telegram/telegram-network.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';
import { fakeTelegram } from '#testing/telegram/fake-telegram.ts';

const network = telegramNetwork();
const family = '👨‍👩‍👧‍👦';
const day = tryNetwork({
	network,
	fake: fakeTelegram,
	publishing: /sendMessage$/,
	troubles: { permission: 'permission', restricted: 'auth-revoked' },
	// A family is eleven units.
	fits: `${'字'.repeat(4096 - 11)}${family}`,
	tooLong: `${'字'.repeat(4096 - 10)}${family}`,
	given: ({ account }) => ({ token: account.connection['token']!, channel: 'https://t.me/hsiung_soy' }),
	picturing: /sendPhoto$/,
	finds: false,
});

it('counts UTF-16 units, fewer beside a picture', () => {
	const of = (text: string, pictures = 0) =>
		prepare(network.limits, { text, link: null, pictures: Array(pictures).fill(testPicture) as never });
	expect(of(`${'字'.repeat(4085)}${family}`)).toEqual([]);
	expect(of(`${'字'.repeat(4086)}${family}`)).toMatchObject([{ key: 'text-too-long', actual: 4097 }]);
	expect(of('字'.repeat(1024), 1)).toEqual([]);
	expect(of('字'.repeat(1025), 1)).toMatchObject([{ key: 'text-too-long', limit: 1024 }]);
});

it('is connected only to a channel where its bot may post', async () => {
	if (network.connecting.by !== 'token') throw new Error('another way');
	const { connect, fields } = network.connecting;
	const token = day.fake.account.connection['token']!;
	const given = (channel: string) => connect(day.ctx(), { token, channel });
	for (const channel of ['@hsiung_soy', 'hsiung_soy', 't.me/hsiung_soy', '-1001234567890']) {
		expect(channel).toMatch(fields[1]!.pattern!);
		expect((await given(channel))[0]!.id).toBe('-1001234567890');
	}
	await expect(given('@somebody_else')).rejects.toMatchObject({ trouble: 'auth-revoked' });
	await expect(connect(day.ctx(), { token: `1:${'x'.repeat(35)}`, channel: '@hsiung_soy' })).rejects.toMatchObject({
		trouble: 'auth-revoked',
	});
	day.fake.mayPost = false;
	await expect(given('@hsiung_soy')).rejects.toMatchObject({ trouble: 'permission' });
	day.fake.mayPost = true;
});

it('changes a picture’s words, and is not troubled when they read so already', async () => {
	const one = day.post({ pictures: [testPicture] });
	const { id, url } = await day.send(one);
	expect(url).toBe(`https://t.me/hsiung_soy/${id}`);
	for (const text of ['改過的', '改過的']) await network.edit!(day.ctx(), day.account(), id, { ...one, text });
	expect(day.fake.posts().at(-1)!.text).toContain('改過的');
	await expect(
		day.send(day.post({ text: '字'.repeat(1025), link: null, pictures: [testPicture] })),
	).rejects.toMatchObject({ trouble: 'validation' });
});

it('waits as long as it is told', async () => {
	day.fake.fault('rate-limit', { match: /sendMessage/ });
	const until = new Date(day.clock.now().getTime() + 35_000);
	await expect(day.send(day.post())).rejects.toMatchObject({ trouble: 'rate-limited', until });
	expect(day.noted).toMatchObject([{ share: 1, until }]);
});

it('believes a call only with the word, and knows what stands under what', async () => {
	const { id } = await day.send(day.post());
	await network.subscribe!(day.ctx(), day.account(), {
		url: 'https://soy.example/webhooks/telegram',
		word: 'our-word',
	});
	const hear = ({ raw, headers }: { raw: Buffer; headers: Headers }, word = 'our-word') =>
		network.webhook!.hear(day.ctx(), {}, headers, raw, word);
	const first = day.fake.tell(id, { name: '小美', text: '有宅配嗎？😀' });
	expect(hear(first)).toMatchObject([
		{
			under: { account: day.account().id, post: id },
			said: { id: first.id, own: false, parent: null, author: { name: '小美' }, text: '有宅配嗎？😀' },
		},
	]);
	expect(hear(day.fake.tell(first.id, { name: '阿明', text: '我也想問' }))).toMatchObject([
		{ under: { comment: first.id }, said: { parent: first.id } },
	]);
	expect(hear(day.fake.tell(id, { name: 'x', text: '有的', as: 'channel' }))).toMatchObject([{ said: { own: true } }]);
	expect(hear(first, 'another')).toBeNull();
	expect(hear({ raw: first.raw, headers: new Headers() })).toBeNull();
	expect(hear({ raw: first.raw, headers: new Headers({ 'x-telegram-bot-api-secret-token': '' }) }, '')).toBeNull();
	for (const raw of ['', '{', '[]', '{"message":{}}', '{"channel_post":{}}'])
		expect(hear({ raw: Buffer.from(raw), headers: first.headers })).toEqual([]);
	const answer = await network.reply!(day.ctx(), day.account(), { post: id, comment: first.id }, '有的！', 'k');
	expect(answer.id).toMatch(/^-100\d+\/\d+$/);
	await expect(
		network.reply!(day.ctx(), day.account(), { post: id, comment: null }, '有的！', 'k'),
	).rejects.toMatchObject({ trouble: 'by-hand' });
});
