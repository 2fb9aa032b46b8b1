import { describe, expect, it } from 'vitest';
import { patternOf, plainly, substance } from '#moderation/watched-words.ts';

const finds = (word: string, text: string): boolean => patternOf(word).test(plainly(text));

describe('a watched word', () => {
	it.each([
		['賭博', '線上賭博'],
		['賭博', '线上赌博'],
		['赌博', '線上賭博'],
		['賭博', '賭．博'],
		['賭博', '賭 - 博'],
		['賭博', '賭\u200b博'],
		['casino', 'Best CASINO here'],
		['casino', 'ｃａｓｉｎｏ'],
		['casino', 'c-a-s-i-n-o'],
		['casino', 'саsіnо'],
		['casino', 'c4s1n0'],
		['casino', 'cásinö'],
		['casino', '去casino玩'],
		['加賴', '加_赖'],
		['line123', 'LINE 123'],
		['free $$$', 'FREE sss'],
	])('%s is found in %s', (word, text) => expect(finds(word, text)).toBe(true));

	it.each([
		['ass', 'class and pass'],
		['casino', 'casinos'],
		['賭博', '賭一把，博士也來'],
		['賭博', '賭徒博士'],
		['line', 'online'],
		['123', '1234'],
	])('%s is not in %s', (word, text) => expect(finds(word, text)).toBe(false));

	it('takes signs as they are, and has no pattern in it', () => {
		expect(finds('a.c', 'abc')).toBe(false);
		expect(substance('***')).toBe(0);
		expect(substance('賭．博')).toBe(2);
	});
});
