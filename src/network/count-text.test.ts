import { describe, expect, it } from 'vitest';
import twitterText from 'twitter-text';
import vectors from '#testing/twitter-text/vectors.json' with { type: 'json' };
import { countText } from '#network/count-text.ts';
import { weightedLength } from '#network/weighted-length.ts';

const family = '👨‍👩‍👧‍👦';

it('counts what the network counts', () => {
	const text = `豆乳${family}`;
	expect(countText(text, { most: 10, counted: 'grapheme' })).toBe(3);
	expect(countText(text, { most: 10, counted: 'character' })).toBe(9);
	expect(countText(text, { most: 10, counted: 'unit' })).toBe(13);
	expect(countText(text, { most: 10, counted: 'byte' })).toBe(31);
});

it('counts every address the same where the network does', () => {
	expect(
		countText('看這裡 https://example.org/a/very/long/path?x=1', { most: 500, counted: 'grapheme', address: 23 }),
	).toBe(27);
});

describe('of somebody on another server', () => {
	const limit = { most: 500, counted: 'grapheme', address: 23, shortMention: true } as const;
	it.each([
		['@mei@g0v.social 你好', '@mei 你好'.length],
		['@mei@g0v.social', 4],
		['寄到 mei@example.org', '寄到 mei@example.org'.length],
		['@mei 你好', 7],
		['@a@b.c @d.e@f.g', '@a @d.e'.length],
	])('%s counts %i', (text, length) => expect(countText(text, limit)).toBe(length));
});

describe('with emoji by their bytes', () => {
	it.each([
		['豆乳', 2],
		['豆乳😀', 6],
		[family, new TextEncoder().encode(family).length],
		['🇹🇼', 8],
		['👍🏽', 8],
		['1️⃣', 7],
		['12', 2],
		['❤️', 6],
		['A © B™', 6],
		['سلام', 4],
	])('%s counts %i', (text, length) => expect(countText(text, { most: 500, counted: 'emoji-byte' })).toBe(length));
});

describe('by weight', () => {
	const { validate, extract } = vectors;
	it.each(validate.WeightedTweetsCounterTest)('before emoji were two: $description', ({ text, expected }) => {
		expect(twitterText.parseTweet(text, twitterText.configs.version2)).toEqual(expected);
	});
	it.each([...validate.WeightedTweetsWithDiscountedEmojiCounterTest, ...validate.UnicodeDirectionalMarkerCounterTest])(
		'$description',
		({ text, expected }) => {
			expect(weightedLength(text)).toBe(expected.weightedLength);
			expect(twitterText.parseTweet(text)).toEqual(expected);
		},
	);
	it.each([...extract.urls, ...extract.urls_with_directional_markers, ...extract.tco_urls_with_params])(
		'finds addresses: $description',
		({ text, expected }) => {
			const found = twitterText.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: true });
			expect(found.map(({ url, ...more }) => (typeof expected[0] === 'object' ? { url, ...more } : url))).toEqual(
				expected,
			);
		},
	);
	/** The vectors write names with a line between words, the library does not. */
	const snake = (ask: (text: string) => object[]) => (text: string) =>
		ask(text).map((found) =>
			Object.fromEntries(
				Object.entries(found).map(([name, value]) => [name.replace(/[A-Z]/g, (at) => `_${at.toLowerCase()}`), value]),
			),
		);
	// What it is made of: names, lists, words after a sign, and whether they may be so.
	it.each<[string, (text: string) => unknown, readonly { description: string; text: string; expected: unknown }[]]>([
		['mentions', twitterText.extractMentions, extract.mentions],
		['places of mentions', snake(twitterText.extractMentionsWithIndices), extract.mentions_with_indices],
		['lists', snake(twitterText.extractMentionsOrListsWithIndices), extract.mentions_or_lists_with_indices],
		['replies', (text) => twitterText.extractReplies(text) ?? null, extract.replies],
		['hashtags', twitterText.extractHashtags, [...extract.hashtags, ...extract.hashtags_from_astral]],
		['places of hashtags', twitterText.extractHashtagsWithIndices, extract.hashtags_with_indices],
		['cashtags', twitterText.extractCashtags, extract.cashtags],
		['places of cashtags', twitterText.extractCashtagsWithIndices, extract.cashtags_with_indices],
		['places of addresses', (text) => twitterText.extractUrlsWithIndices(text), extract.urls_with_indices],
		['texts of 140', (text) => twitterText.parseTweet(text, twitterText.configs.version1).valid, validate.tweets],
		['usernames', twitterText.isValidUsername, validate.usernames],
		['lists', twitterText.isValidList, validate.lists],
		['hashtags', twitterText.isValidHashtag, validate.hashtags],
		['addresses', (text) => twitterText.isValidUrl(text), validate.urls],
		['addresses by themselves', (text) => twitterText.isValidUrl(text, true, false), validate.urls_without_protocol],
	])('knows %s', (_what, ask, cases) => {
		for (const { description, text, expected } of cases) expect(ask(text), description).toEqual(expected);
	});
	it.each([
		['字'.repeat(140), 280],
		['字'.repeat(141), 282],
		[family, 2],
		['主場.tw 開張', 12],
		['看 https://soy.tw/articles/one-vat 喔', 29],
	])('%s weighs %i', (text, length) => expect(countText(text, { most: 280, counted: 'weighted' })).toBe(length));
});

it('has an end, whatever it is given', () => {
	const long = `${'字😀a'.repeat(20_000)} ${'@'.repeat(5_000)} ${'https://'.repeat(2_000)}`;
	for (const counted of ['grapheme', 'character', 'unit', 'byte', 'weighted', 'emoji-byte'] as const)
		expect(countText(long, { most: 1, counted, shortMention: true })).toBeGreaterThan(60_000);
});
