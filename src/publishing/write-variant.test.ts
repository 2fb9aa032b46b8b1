import { expect, it } from 'vitest';
import { countText } from '#network/count-text.ts';
import type { Limits } from '#network/limit.ts';
import { writeVariant } from '#publishing/write-variant.ts';

const signs = (most: number, more: Partial<Limits> = {}): Limits => ({
	post: { most, counted: 'grapheme' },
	comment: { most, counted: 'grapheme' },
	...more,
});
const source = { text: '黑豆曬了三天。我們每年只做一次！今年的缸已經開了。', hashtags: ['醬油', '開缸'], link: null };

it('keeps the whole text with its hashtags where that fits', () => {
	expect(writeVariant(source, signs(500))).toBe(`${source.text}\n\n#醬油 #開缸`);
});

it('leaves out the last hashtag first, then all, then whole sentences, then signs', () => {
	const length = [...source.text].length;
	expect(writeVariant(source, signs(length + 5))).toBe(`${source.text}\n\n#醬油`);
	expect(writeVariant(source, signs(length + 4))).toBe(source.text);
	expect(writeVariant(source, signs(length - 1))).toBe('黑豆曬了三天。我們每年只做一次！');
	expect(writeVariant(source, signs(8))).toBe('黑豆曬了三天。');
	expect(writeVariant(source, signs(4))).toBe('黑豆曬…');
});

it('counts the link where it stands in the text, and as the network counts', () => {
	const link = 'https://brand.com.tw/go/abcdefg';
	const within = signs(40, { link: 'within' });
	const text = writeVariant({ ...source, link }, within);
	expect(countText(`${text}\n\n${link}`, within.post)).toBeLessThanOrEqual(40);
	const weighted: Limits = { ...signs(0), post: { most: 280, counted: 'weighted' }, link: 'within' };
	const long = writeVariant({ text: '字'.repeat(300), hashtags: [], link }, weighted);
	expect(long).toBe(`${'字'.repeat(126)}…`);
});

it('names no hashtag twice and no more than a network takes', () => {
	const written = { text: '開缸了 #醬油', hashtags: ['醬油', '開缸', '開缸', '手作'], link: null };
	expect(writeVariant(written, signs(100))).toBe('開缸了 #醬油\n\n#開缸 #手作');
	expect(writeVariant(written, signs(100, { hashtags: 2 }))).toBe('開缸了 #醬油\n\n#開缸');
	expect(writeVariant(written, signs(100, { hashtags: 0 }))).toBe('開缸了 #醬油');
});

it('cuts no family, flag or accent in two, and bears 60,000 signs and none', () => {
	const family = '👨‍👩‍👧‍👦';
	expect(writeVariant({ text: family.repeat(9), hashtags: [], link: null }, signs(4))).toBe(`${family.repeat(3)}…`);
	expect(
		countText(writeVariant({ text: '長'.repeat(60_000), hashtags: [], link: null }, signs(300)), signs(300).post),
	).toBe(300);
	expect(writeVariant({ text: '   ', hashtags: [], link: null }, signs(10))).toBe('');
});
