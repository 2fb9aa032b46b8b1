import { expect, it } from 'vitest';
import { productNetworks } from '#app/networks.ts';
import { countText } from '#network/count-text.ts';
import { mentionName, unheard, withoutMarkup, writeMentions, type Handles } from '#network/mention.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { writeVariant } from '#publishing/write-variant.ts';

const limitsOf = (name: string) => productNetworks.find((one) => one.name === name)!.limits;
/** What Ming is called on each network. */
const ming: Record<string, string> = {
	x: 'mingtofu',
	instagram: 'ming.tofu',
	threads: 'ming.tofu',
	mastodon: 'ming@g0v.social',
	bluesky: 'ming.bsky.social',
	linkedin: '123456',
	plurk: 'mingtofu',
	telegram: 'mingtofu',
	practice: 'mingtofu',
};
const said: Record<string, string> = {
	x: '謝謝 @mingtofu 的豆腐',
	instagram: '謝謝 @ming.tofu 的豆腐',
	threads: '謝謝 @ming.tofu 的豆腐',
	mastodon: '謝謝 @ming@g0v.social 的豆腐',
	bluesky: '謝謝 @ming.bsky.social 的豆腐',
	linkedin: '謝謝@[阿明豆腐](urn:li:organization:123456)的豆腐',
	plurk: '謝謝 @mingtofu 的豆腐',
	telegram: '謝謝 @mingtofu 的豆腐',
	practice: '謝謝 @mingtofu 的豆腐',
};

it.each(productNetworks.map(({ name, limits }) => [name, limits] as const))(
	'%s names people in its way',
	(name, limits) => {
		const handles: Handles = { 阿明豆腐: ming[name] ?? null };
		const text = '謝謝@[阿明豆腐]的豆腐';
		const plain = '謝謝阿明豆腐的豆腐';
		expect(writeMentions(text, limits, handles)).toBe(said[name] ?? plain);
		expect(Boolean(limits.mention)).toBe(name in ming);
		// Known there or not is said, and without a handle the name stands there alone.
		expect(unheard(text, limits, handles)).toEqual(name in ming ? [] : ['阿明豆腐']);
		expect(unheard(text, limits, {})).toEqual(['阿明豆腐']);
		expect(writeMentions(text, limits, {})).toBe(plain);
		expect(writeMentions(text, limits, { 阿明豆腐: null })).toBe(plain);
		if (!limits.mention) return;
		expect(new RegExp(`^(?:${limits.mention.handle})$`, 'u').test(ming[name]!)).toBe(true);
		expect(new RegExp(`^(?:${limits.mention.handle})$`, 'u').test(limits.mention.example)).toBe(true);
		for (const wrong of ['', 'a b', '@x', 'x\ny', '豆腐', '](x)', 'a'.repeat(400)])
			expect(new RegExp(`^(?:${limits.mention.handle})$`, 'u').test(wrong), wrong).toBe(false);
		// It is written once: what was written is not written again.
		expect(writeMentions(said[name]!, limits, handles)).toBe(said[name]);
		expect(withoutMarkup(said[name]!, limits)).toBe(name === 'linkedin' ? plain : said[name]);
	},
);

it('takes a name that is known without brackets, the longest first, and no address for one', () => {
	const handles = { 阿明: 'ming', 阿明豆腐: 'mingtofu', Mei: 'mei_tw' };
	const write = (text: string) => writeMentions(text, limitsOf('x'), handles);
	expect(write('@阿明豆腐開了，@阿明也在')).toBe('@mingtofu 開了，@ming 也在');
	expect(write('謝謝＠[阿明]！')).toBe('謝謝 @ming！');
	expect(write('@mei, @Meiling @MEI_2 mei@mei.tw https://x.tw/@mei')).toBe(
		'@mei_tw, @Meiling @MEI_2 mei@mei.tw https://x.tw/@mei',
	);
	expect(write('(@[Mei])')).toBe('(@mei_tw)');
	// Somebody's own spelling, an empty one, one that goes on, and a link are left as they are.
	for (const text of ['@somebody', '@[ ]', '@[a\nb]', '@[阿明](https://a.tw)', '沒有人'])
		expect(write(text)).toBe(text);
	expect(write('@[路人]你好')).toBe('路人你好');
	expect(write('@[$&]@[阿明]')).toBe('$&@ming');
});

it('reads names as what they are, whatever signs are in them', () => {
	for (const bad of ['', 'a@b', '[a]', 'a(b)', 'a_b', 'a\nb', '<a>', 'a'.repeat(61)])
		expect(mentionName.test(bad), bad).toBe(false);
	for (const good of ['阿明豆腐', 'A+B & Söhne, Inc.', '長'.repeat(60), '7-11'])
		expect(mentionName.test(good), good).toBe(true);
	const handles = { 'A+B?': 'ab', '.*': 'all', 'x|y': 'xy' };
	expect(writeMentions('@A+B? @AAB @.* @x', limitsOf('x'), handles)).toBe('@ab @AAB @all @x');
});

it('is counted as it is written', () => {
	const handles = { 阿明豆腐: 'ming@a-very-long-name.example' };
	const mastodon = limitsOf('mastodon');
	const text = writeVariant({ text: '謝謝@[阿明豆腐]', link: null, hashtags: [], handles }, mastodon);
	expect(countText(text, mastodon.post)).toBe('謝謝 @ming'.length);
	// What would be too long with the handle is shortened with it.
	const x = limitsOf('x');
	const long = writeVariant(
		{ text: `@[阿明豆腐]，${'好。'.repeat(68)}`, link: null, hashtags: [], handles: { 阿明豆腐: 'mingtofu' } },
		x,
	);
	expect(long).toMatch(/^@mingtofu，(?:好。)+$/);
	expect(countText(long, x.post)).toBeLessThanOrEqual(280);
	const linkedin = limitsOf('linkedin');
	expect(writeMentions('@[阿明豆腐]', linkedin, { 阿明豆腐: '1' }, true)).toBe('阿明豆腐');
});

it.each(['mention-unknown', 'mention-untold'] as const)('%s is said in both languages', (key) => {
	for (const locale of ['zh-TW', 'en'] as const)
		expect(publishingText(locale)(`objection.${key}`, { actual: '阿明' } as never)).toMatch(/阿明/);
});
