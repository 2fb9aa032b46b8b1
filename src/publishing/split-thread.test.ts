import { expect, it } from 'vitest';
import { splitThread } from '#publishing/split-thread.ts';

const upTo = (most: number) => (part: string) => [...part].length <= most;
const bare = (text: string): string => text.replace(/\s+/gu, '');

it('cuts Chinese after its sentences, and closes no quotation in the next part', () => {
	const text = '黑豆曬了三天。我們每年只做一次！「你們今年開了嗎？」他問。開了，來看看。';
	const parts = splitThread(text, 25, upTo(16));
	expect(parts).toEqual(['黑豆曬了三天。我們每年只做一次！', '「你們今年開了嗎？」他問。', '開了，來看看。']);
});

it('cuts English after its sentences, not after an abbreviation’s inner dots or numbers', () => {
	const text = 'We open the jars at 3.30 p.m. today. Come early! The first ten get a bottle.';
	const parts = splitThread(text, 25, upTo(40));
	expect(parts).toEqual(['We open the jars at 3.30 p.m. today.', 'Come early! The first ten get a bottle.']);
});

it('begins a new part where a person drew a line, and only there when everything fits', () => {
	expect(splitThread('第一段。\n\n---\n\n第二段。', 25, upTo(300))).toEqual(['第一段。', '第二段。']);
	expect(splitThread('第一段。\n\n第二段。', 25, upTo(300))).toEqual(['第一段。\n\n第二段。']);
});

it('gives the head its own room', () => {
	const parts = splitThread('一二三四五。六七八九十。', 25, (part, first) => [...part].length <= (first ? 6 : 300));
	expect(parts).toEqual(['一二三四五。', '六七八九十。']);
});

it('cuts a sentence that alone is too long between words, and never an emoji in two', () => {
	const family = '👨‍👩‍👧‍👦';
	const parts = splitThread(family.repeat(7), 25, (part) => [...new Intl.Segmenter().segment(part)].length <= 3);
	expect(parts).toEqual([family.repeat(3), family.repeat(3), family]);
	const words = splitThread('supercalifragilistic expialidocious words', 25, upTo(25));
	expect(words).toEqual(['supercalifragilistic', 'expialidocious words']);
});

it('loses nothing, whatever the text, and ends where a network does', () => {
	const long = `${'這一句話有一點長，但是不算太長。Then some English follows. '.repeat(300)}結束`;
	const parts = splitThread(long, 1000, upTo(280));
	expect(bare(parts.join(''))).toBe(bare(long));
	expect(parts.every((part) => upTo(280)(part))).toBe(true);
	const short = splitThread(long, 5, upTo(280));
	expect(short).toHaveLength(6);
	expect(bare(short.join(''))).toBe(bare(long));
	expect(splitThread('   ', 25, upTo(10))).toEqual([]);
	// Not even a sign fits: it stands there whole, for whoever judges it.
	expect(splitThread('字', 25, () => false)).toEqual(['字']);
});
