import { expect, it } from 'vitest';
import { breakLines } from '#media/server/pixels/break-lines.ts';

/** A Chinese character is two wide, everything else one. */
const measure = (text: string): number =>
	[...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
const lines = (text: string, widest: number) => breakLines(text, widest, measure);

it.each([
	['醬油', 20, ['醬油']],
	['一口缸的一年：從黃豆到醬油', 14, ['一口缸的一年：', '從黃豆到醬油']],
	// Not 「…味道 / ？」: no line begins with a closing mark, and none ends with an opening one.
	['為什麼每一瓶味道都不同？', 22, ['為什麼每一瓶', '味道都不同？']],
	['我們問了老師傅「什麼是好醬油」', 18, ['我們問了老師傅', '「什麼是好醬油」']],
	['How we brew soy sauce', 12, ['How we brew', 'soy sauce']],
])('%s in %s', (text, widest, expected) => expect(lines(text, widest)).toEqual(expected));

it('keeps the rules whatever the title and the width', () => {
	const text = '「第一缸」與（第二缸）：2026 年，我們 can’t stop、won’t stop——直到味道對了……為止！《醬油誌》';
	for (let widest = 8; widest < 90; widest++) {
		const broken = lines(text, widest);
		expect(broken.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
		for (const line of broken) {
			expect(line).not.toMatch(/^[、。，：；！？…—」』）》]/u);
			if (line !== broken.at(-1)) expect(line).not.toMatch(/[「『（《]$/u);
		}
	}
});

it('leaves no character alone at the end', () => {
	expect(lines('一二三四五六七八九', 16).at(-1)?.length).toBeGreaterThan(2);
});

it('breaks a word that is wider than a line, and nothing is an empty title', () => {
	expect(lines('https://example.tw/averyveryverylongaddress', 10).every((line) => measure(line) <= 11)).toBe(true);
	expect(lines('', 10)).toEqual([]);
});
