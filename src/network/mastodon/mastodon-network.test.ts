import { expect, it } from 'vitest';
import { lookupOf } from '#network/mastodon/call-mastodon.ts';
import { mastodonNetwork } from '#network/mastodon/mastodon-network.ts';
import { prepare } from '#network/prepare.ts';
import { fakeMastodon } from '#testing/mastodon/fake-mastodon.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';

const network = mastodonNetwork();
const day = tryNetwork({
	network,
	fake: fakeMastodon,
	publishing: /POST .*statuses$/,
	troubles: { restricted: 'account-restricted', permission: 'permission' },
	fits: `${'字'.repeat(499)}👨‍👩‍👧‍👦`,
	tooLong: '字'.repeat(501),
	picturing: /POST .*media$/,
});

it('counts as a server does: an address 23, of a name abroad its front, a family one sign', () => {
	const rest = `@mei@g0v.social https://soy.example/${'x'.repeat(300)}`;
	const post = (signs: number) => ({ text: `${'👨‍👩‍👧‍👦'.repeat(signs)} ${rest}`, link: null });
	const room = 500 - 1 - 4 - 1 - 23;
	expect(prepare(network.limits, post(room))).toEqual([]);
	expect(prepare(network.limits, post(room + 1))).toMatchObject([{ key: 'text-too-long', actual: 501 }]);
});

it('knows its own words again with names and tags in them, whatever their lines', async () => {
	const one = day.post({ text: '謝謝 @mei@g0v.social\n\n#醬油  <b>&amp;</b>\n第二行' });
	const { id } = await day.send(one);
	expect(await network.findPublished(day.ctx(), day.account(), one, 'k', day.ctx().now)).toMatchObject({ id });
});

it('takes the rules of its own server', async () => {
	day.fake.most = 5000;
	const { limits } = await network.check(day.ctx(), day.account());
	expect(limits).toMatchObject({ post: { most: 5000, address: 23 }, comment: { most: 4968 }, pictures: { alt: 1500 } });
	day.fake.most = 500;
});

it('waits for pictures that are worked on, and loses none when an answer was lost', async () => {
	const one = day.post({ pictures: [testPicture] });
	const staged = await network.stage!(day.ctx(), day.account(), one);
	day.fake.neverReady = true;
	const send = () => network.publish(day.ctx(), day.account(), { ...one, staged }, 'pictures');
	await expect(send()).rejects.toMatchObject({ trouble: 'media-processing' });
	day.fake.neverReady = false;
	const { id } = await send();
	// What is attached is no longer listed; the key knows the post all the same.
	expect((await send()).id).toBe(id);
	await network.edit!(day.ctx(), day.account(), id, { ...one, text: '改過的' });
	expect(day.fake.toots.find((toot) => toot.id === id)).toMatchObject({ media: [staged], visibility: 'public' });
});

it('brings home only what was said to everybody', async () => {
	const { id } = await day.send(day.post());
	day.fake.say(id, { name: 'open', text: '公開的' });
	day.fake.say(id, { name: 'quiet', text: '不公開的', visibility: 'unlisted' });
	day.fake.say(id, { name: 'followers', text: '給跟隨者的', visibility: 'private' });
	day.fake.say(id, { name: 'shy', text: '不要帶走', note: '<p>#nobot</p>' });
	const { comments } = await network.collectComments!(day.ctx(), day.account(), id, null);
	expect(comments.map(({ text }) => text)).toEqual(['公開的']);
});

it('asks a server that a person named as a stranger’s address, and registers there once', async () => {
	const inside = ['http://127.0.0.1:5432', 'https://10.0.0.1', 'https://169.254.169.254'];
	for (const server of inside)
		expect(() => lookupOf(day.ctx(), server), server).toThrow(expect.objectContaining({ trouble: 'permission' }));
	expect(lookupOf(day.ctx(), 'https://g0v.social')).toBeTypeOf('function');
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const { app, register } = network.connecting;
	const pattern = app[0]!.pattern!;
	for (const named of ['g0v.social', 'https://mastodon.social/', '主場.台灣']) expect(named).toMatch(pattern);
	for (const named of ['http://g0v.social', 'localhost', 'a.b/c?d', 'user@a.b', 'a.b:8080'])
		expect(named).not.toMatch(pattern);
	const way = { back: 'https://soy.example/back' };
	const made = await register!(day.ctx(), {}, way);
	expect(await register!(day.ctx(), made, way)).toEqual(made);
	expect((await register!(day.ctx(), made, { back: 'https://new.example/back' }))['id']).not.toBe(made['id']);
});
