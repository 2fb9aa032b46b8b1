import { expect, it } from 'vitest';
import { linkedinNetwork } from '#network/linkedin/linkedin-network.ts';
import { littleText, plainOf } from '#network/linkedin/little-text.ts';
import { prepare } from '#network/prepare.ts';
import { fakeLinkedin } from '#testing/linkedin/fake-linkedin.ts';
import { testPicture, tryNetwork } from '#testing/network-days.ts';

const network = linkedinNetwork();
const day = tryNetwork({
	network,
	fake: fakeLinkedin,
	publishing: /POST .*\/rest\/posts$/,
	troubles: {
		expired: 'auth-expired',
		permission: 'permission',
		restricted: 'account-restricted',
		duplicate: 'duplicate',
		'version-ended': 'version-ended',
	},
	removed: 'permission',
	// A family is eleven units, and what is escaped counts once.
	fits: `${'字'.repeat(2987)}()👨‍👩‍👧‍👦`,
	tooLong: `${'字'.repeat(2988)}()👨‍👩‍👧‍👦`,
	picturing: /rest\/images$/,
});

it.each([
	['壺底油（三年）(3 年)_*~|[]{}<>@\\', '壺底油（三年）\\(3 年\\)\\_\\*\\~\\|\\[\\]\\{\\}\\<\\>\\@\\\\'],
	['#醬油 ＃豆漿 a#b #1', '{hashtag|\\#|醬油} {hashtag|\\#|豆漿} a\\#b \\#1'],
	['看 https://soy.tw/a_(b)?c=1#d 喔', '看 https://soy.tw/a\\_\\(b\\)?c=1\\#d 喔'],
])('%s is written as little text, and reads the same again', (text, little) => {
	expect(littleText(text)).toBe(little);
	expect(plainOf(little)).toBe(text.replace('＃', '#'));
});

it('lets a page that is named hear of it, and nothing else of what looks like markup', () => {
	const text = '謝謝@[阿明 (豆腐)](urn:li:organization:123)的豆腐 @[x](https://a.tw) @[y](urn:li:person:1)';
	const little = littleText(text);
	expect(little).toContain('謝謝@[阿明 \\(豆腐\\)](urn:li:organization:123)的豆腐');
	expect(little).toContain('\\@\\[x\\]\\(https://a.tw');
	expect(little).toContain('\\@\\[y\\]');
	expect(plainOf(littleText('謝謝@[阿明](urn:li:organization:123)'))).toBe('謝謝阿明');
});

it('knows its own words again with a page that is named in them', async () => {
	const one = day.post({ text: '謝謝@[阿明豆腐](urn:li:organization:123) (3 年)' });
	const { id } = await day.send(one);
	expect(await network.findPublished(day.ctx(), day.account(), one, 'k', day.ctx().now)).toMatchObject({ id });
	expect((await network.read!(day.ctx(), day.account(), id))?.text).toContain('謝謝阿明豆腐 (3 年)');
});

it('counts UTF-16 units before its markup', () => {
	const of = (text: string) => prepare(network.limits, { text, link: 'https://soy.tw/go/x' });
	expect(of(`${'字'.repeat(2989)}👨‍👩‍👧‍👦`)).toEqual([]);
	expect(of(`${'字'.repeat(2990)}👨‍👩‍👧‍👦`)).toMatchObject([{ key: 'text-too-long', actual: 3001 }]);
});

it('makes the card itself, and shows one picture or several', async () => {
	const first = await day.send(day.post());
	expect(day.fake.content(first.id)).toMatchObject({ article: { title: '一口缸', description: '三代人的醬油' } });
	const { card: _card, ...bare } = day.post();
	const second = await day.send(bare);
	expect(day.fake.content(second.id)).toMatchObject({ article: { title: bare.link } });
	const one = await day.send(day.post({ pictures: [testPicture] }));
	expect(day.fake.content(one.id)).toMatchObject({ media: { altText: '一口缸' } });
	const two = await day.send(day.post({ pictures: [testPicture, testPicture] }));
	expect(day.fake.content(two.id)).toMatchObject({ multiImage: { images: [{ altText: '一口缸' }, {}] } });
});

it('knows its own words again with tags and signs in them', async () => {
	const one = day.post({ text: '壺底油（三年）(3 年) ＃醬油 #soy a#b [x] ' });
	const { id } = await day.send(one);
	expect(await network.findPublished(day.ctx(), day.account(), one, 'k', day.ctx().now)).toMatchObject({ id });
});

it('says when its version ends, and that it has', async () => {
	expect(network.version!(day.ctx())).toEqual({ name: '202607', ends: new Date('2027-07-15T00:00:00Z') });
	const old = day.ctx({ LINKEDIN_VERSION: '202407' });
	await expect(network.check(old, day.account())).rejects.toMatchObject({ trouble: 'version-ended' });
	expect(() => day.ctx({ LINKEDIN_VERSION: '202413' })).toThrow();
});

it('is renewed for a year where the app passed review, and ends after sixty days where it did not', async () => {
	if (network.connecting.by !== 'consent') throw new Error('another way');
	const { begin, finish } = network.connecting;
	const connect = async () => {
		const way = { back: 'https://soy.example/back', state: 's', verifier: 'v' };
		const address = (await begin(day.ctx(), day.fake.app, way)) as string;
		return (await finish(day.ctx(), day.fake.app, { ...way, answer: day.fake.consent!(address).searchParams }))[0]!;
	};
	const days = (time: Date | null | undefined) =>
		time && Math.round((time.getTime() - day.clock.now().getTime()) / 86_400_000);
	const reviewed = await connect();
	expect([days(reviewed.expires), days(reviewed.renew)]).toEqual([365, 45]);
	const renewed = await network.refresh!(day.ctx(), day.account(reviewed.connection));
	expect(renewed.connection['token']).not.toBe(reviewed.connection['token']);
	expect(renewed.connection['refresh']).toBe(reviewed.connection['refresh']);
	day.fake.reviewed = false;
	const plain = await connect();
	expect([days(plain.expires), plain.renew]).toEqual([60, null]);
	await expect(network.refresh!(day.ctx(), day.account(plain.connection))).rejects.toMatchObject({
		trouble: 'auth-revoked',
	});
	// Where nothing renews, what has run out is for a person.
	day.fake.fault('expired');
	await expect(network.check(day.ctx(), day.account(plain.connection))).rejects.toMatchObject({
		trouble: 'auth-revoked',
	});
	day.fake.reviewed = true;
});

it('tells how far a post went where the app passed review, and what it has elsewhere', async () => {
	const { id } = await day.send(day.post());
	const told = { likes: 4, comments: 0 };
	const reach = () => network.readReach(day.ctx(), day.account(), id);
	expect(await reach()).toEqual({ ...told, reached: 310, views: 420, clicks: 17 });
	day.fake.reviewed = false;
	expect(await reach()).toEqual({ ...told, reached: null, views: null, clicks: null });
	day.fake.reviewed = true;
	day.fake.fault('500-before', { match: /ShareStatistics/ });
	await expect(reach()).rejects.toMatchObject({ trouble: 'transient' });
});

it('waits for the day after where the day’s calls are used up', async () => {
	day.fake.fault('rate-limit', { match: /rest\/posts/ });
	const until = new Date('2026-11-25T00:00:00Z');
	const now = day.clock.now();
	day.clock.set(new Date('2026-11-24T22:00:00Z'));
	await expect(day.send(day.post())).rejects.toMatchObject({ trouble: 'rate-limited', until });
	expect(day.noted).toMatchObject([{ share: 1, until }]);
	day.clock.set(now);
});
