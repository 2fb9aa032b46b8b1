import { expect, it } from 'vitest';
import { plurkNetwork } from '#network/plurk/plurk-network.ts';
import { prepare } from '#network/prepare.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';
import { fakePlurk } from '#testing/plurk/fake-plurk.ts';

const network = plurkNetwork();
const day = tryNetwork({
	network,
	fake: fakePlurk,
	publishing: /plurkAdd$/,
	troubles: { permission: 'permission', duplicate: 'duplicate', restricted: 'rate-limited' },
	fits: '字'.repeat(360),
	tooLong: '字'.repeat(361),
	picturing: /uploadPicture$/,
});

it('counts signs, with the link among them and fewer beside a picture', () => {
	const of = (text: string, pictures = 0) =>
		prepare(network.limits, {
			text,
			link: 'https://soy.tw/go/x',
			pictures: Array(pictures).fill(testPicture) as never,
		});
	expect(of('字'.repeat(360 - 21))).toEqual([]);
	expect(of('字'.repeat(360 - 20))).toMatchObject([{ key: 'text-too-long', actual: 361 }]);
	expect(of('字'.repeat(300 - 21), 1)).toEqual([]);
	expect(of('字'.repeat(300 - 20), 1)).toMatchObject([{ key: 'text-too-long', limit: 300 }]);
});

it.each([-300_000, 300_000, -3_600_000])('goes on when our clock is %i milliseconds wrong', async (ahead) => {
	day.fake.ahead = ahead;
	const one = day.post();
	const published = await day.send(one);
	expect(day.fake.posts().filter(({ text }) => text.startsWith(one.text))).toMatchObject([{ id: published.id }]);
	day.fake.ahead = 0;
});

it('signs every sign there is, and a picture’s form without its file', async () => {
	const one = day.post({ text: "!*'()~ ＋ & = % 100% @mei +1 é 👨‍👩‍👧‍👦\n第二行", pictures: [testPicture] });
	const staged = await network.stage!(day.ctx(), day.account(), one);
	const { id, url } = await day.send({ ...one, staged });
	expect(url).toBe(`https://www.plurk.com/p/${Number(id).toString(36)}`);
	expect(day.fake.posts().at(-1)!.text).toBe(`${one.text}\n\n${one.link}\n${staged}`);
	// Its picture stays when its words are changed.
	await network.edit!(day.ctx(), day.account(), id, { ...one, text: '改過的' });
	expect(day.fake.posts().at(-1)!.text).toBe(`改過的\n\n${one.link}\n${staged}`);
});

it('knows whoever speaks without a name by their handle, and names whom it answers', async () => {
	const { id } = await day.send(day.post());
	day.fake.whisper(id, '想問價錢');
	const asked = day.fake.comment!(id, 'mei', '有宅配嗎？');
	await network.reply!(day.ctx(), day.account(), { post: id, comment: asked.id }, '有的', 'k');
	await network.reply!(day.ctx(), day.account(), { post: id, comment: null }, '謝謝大家', 'k');
	const { comments } = await network.collectComments!(day.ctx(), day.account(), id, null);
	expect(comments.map(({ author, text, own }) => [author.name, text, own])).toEqual([
		['匿名的噗友', '想問價錢', false],
		['mei', '有宅配嗎？', false],
		['阿雄醬油', '@mei: 有的', true],
		['阿雄醬油', '謝謝大家', true],
	]);
});

it('does not say that a post is absent which went out in the same second as a whole part of others', async () => {
	const one = day.post();
	const since = day.ctx().now;
	await day.send(one);
	for (let count = 0; count < 31; count++) await day.send(day.post());
	const found = () => network.findPublished(day.ctx(), day.account(), one, 'k', since);
	expect(await found()).toBe('cannot-tell');
	day.clock.advance(1_000);
	await day.send(day.post());
	expect(await found()).toBe('cannot-tell');
});

it('is not connected by somebody else’s verifier', async () => {
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const { begin, finish } = network.connecting;
	const way = { back: 'https://soy.example/back', state: 's', verifier: 'v' };
	const [first, second] = [await begin(day.ctx(), day.fake.app, way), await begin(day.ctx(), day.fake.app, way)];
	if (typeof first === 'string' || typeof second === 'string') throw new Error('nothing kept');
	const answer = day.fake.consent!(second.url).searchParams;
	expect(answer.get('state')).toBe('s');
	const finished = (kept: typeof first.kept) => finish(day.ctx(), day.fake.app, { ...way, kept, answer });
	await expect(finished(first.kept)).rejects.toMatchObject({ trouble: 'permission' });
	await expect(finished({})).rejects.toMatchObject({ trouble: 'permission' });
	expect(await finished(second.kept)).toMatchObject([{ id: day.account().id }]);
});

it('finds what others said to everybody with an address of this house in it', async () => {
	const since = () => new Date(day.clock.now().getTime() - 3_600_000);
	const find = () => network.findMentions!(day.ctx(), day.account(), 'soy.example', since());
	day.fake.plurk('old', '以前說的 https://soy.example/old');
	day.clock.advance(2 * 3_600_000);
	expect(await find()).toEqual([]);
	const first = day.fake.plurk('mei', '這家醬油好 https://soy.example/articles/vat 推');
	day.fake.plurk('mei', '只給朋友 https://soy.example/articles/vat', true);
	day.fake.plurk('ming', '說到 soy.example 沒有網址');
	await day.send(day.post({ text: '我們自己的', link: 'https://soy.example/go/own' }));
	const seen = {
		id: first.id,
		url: `https://www.plurk.com/p/${Number(first.id).toString(36)}`,
		author: { name: 'mei', url: 'https://www.plurk.com/mei' },
		links: ['https://soy.example/articles/vat'],
	};
	expect(await find()).toMatchObject([seen]);
	// As its pages show the answer: a list, without the people.
	day.fake.bare = true;
	expect(await find()).toMatchObject([{ ...seen, author: { name: '', url: null } }]);
	day.fake.bare = false;
	// Many are read part by part, each once, and what is gone there is gone.
	for (let count = 0; count < 50; count++)
		day.fake.plurk(`fan${count % 3}`, `第 ${count} 次推 https://soy.example/p/${count}`);
	const all = await find();
	expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([51, 51]);
	expect(await network.read!(day.ctx(), day.account(), first.id)).toMatchObject({ id: first.id });
	const calls = day.fake.calls.length;
	for (let count = 0; count < 200; count++) day.fake.plurk('many', `https://soy.example/q/${count}`);
	expect((await find()).length).toBe(100);
	expect(day.fake.calls.length - calls).toBe(5);
});
