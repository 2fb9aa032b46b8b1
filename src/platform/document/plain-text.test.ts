import { describe, expect, it } from 'vitest';
import { fromMarkdown } from './from-markdown.ts';
import { excerpt, plainText } from './plain-text.ts';
import { countCharacters, readingMinutes } from './reading-time.ts';
import { shorten } from './shorten.ts';

describe('plainText', () => {
	it('has every word, one block a line', () => {
		expect(
			plainText(
				fromMarkdown(
					'## 標題\n\n一**粗**二\\\n三\n\n- a\n  - b\n\n> q\n\n![貓](/media/a.webp "說明")\n\n```\nx\n```\n\n---',
					'article',
				),
			),
		).toBe('標題\n一粗二\n三\na\nb\nq\n貓\n說明\nx');
	});
});

describe('plainText of blocks', () => {
	it('has the words of tables, galleries, buttons, files and footnotes, and none of a table of contents', () => {
		const document = fromMarkdown(
			'一[^1]\n\n| a | b |\n|---|---|\n| c<br>d | e |\n\n![甲](/media/a.png) ![乙](/media/b.png "丙")\n\n::contents\n\n::button[買](/buy)\n\n::file[x.pdf](/files/0123456789abcdef01234567/x.pdf)\n\n[^1]: 註',
			'article',
		);
		expect(plainText(document)).toBe('一\na b\nc d e\n甲\n乙\n丙\n買\nx.pdf\n註');
		expect(excerpt(document, 50)).toBe('一');
	});
});

describe('excerpt', () => {
	it('begins with the text, not with headings, pictures or code', () => {
		expect(
			excerpt(fromMarkdown('## 標題\n\n![貓](/media/a.webp)\n\n```\nx\n```\n\n第一段。\n\n第二段', 'article'), 50),
		).toBe('第一段。第二段');
	});

	it.each([
		['滷肉好吃。放涼更好吃。隔天再熱最好吃', 12, '滷肉好吃。放涼更好吃。'],
		['他說：「滷肉好吃。」然後就走了，再也沒有回來過', 12, '他說：「滷肉好吃。」'],
		['滷肉好吃，放涼更好吃，隔天再熱最好吃', 10, '滷肉好吃，放涼更好…'],
		['滷肉好吃，放涼更好吃', 6, '滷肉好吃…'],
		['The quick brown fox jumps over', 14, 'The quick…'],
		['Well done. Now wait for more of it', 12, 'Well done.'],
		['👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, '👨‍👩‍👧‍👦…'],
		['短', 5, '短'],
		['', 5, ''],
		['長文', 0, ''],
	])('cuts %s at %d', (text, characters, expected) => {
		expect(shorten(text, characters)).toBe(expected);
	});

	it('never exceeds its limit and never splits a character', () => {
		const text = '豆油👩🏽‍🍳é🇹🇼word. '.repeat(50);
		const segmenter = new Intl.Segmenter('zh-Hant');
		for (let limit = 1; limit < 120; limit += 1) {
			const cut = shorten(text, limit);
			expect([...segmenter.segment(cut)].length).toBeLessThanOrEqual(limit);
			expect(cut.isWellFormed()).toBe(true);
		}
		expect(shorten(`a${'\u0301'.repeat(100_000)}`, 3).length).toBeLessThan(1_000);
	});
});

describe('readingMinutes', () => {
	it('counts Chinese by characters and other scripts by words', () => {
		expect(countCharacters('滷肉 bean curd, don’t 3.5 カレー，NT$1,280。')).toEqual({ characters: 5, words: 6 });
		expect(readingMinutes('字'.repeat(3_500))).toBe(10);
		expect(readingMinutes('word '.repeat(440))).toBe(2);
		// Mixed text takes what both parts take: two minutes of Chinese and one of English.
		expect(readingMinutes(`${'字'.repeat(700)} ${'word '.repeat(220)}`)).toBe(3);
		expect(readingMinutes('字，。！'.repeat(350))).toBe(1);
		expect(readingMinutes(`${'字'.repeat(525)}`)).toBe(2);
		expect(readingMinutes('')).toBe(1);
	});
});
