import { describe, expect, it } from 'vitest';
import { threadKindCalled } from '#search/entry.ts';
import { excerpt, placesOf } from '#search/excerpt.ts';
import { fold } from '#platform/language/fold.ts';
import { askedOfKind, askedWithin, isEmpty, readQuestion, termQuery, termsQuery } from '#search/question.ts';
import { cutText, vectorOf } from '#search/vector.ts';

describe('folding', () => {
	it('makes one of what differs in width, case and script', () => {
		for (const [one, other] of [
			['服務態度', '服务态度'],
			['ＯＫ１００％', 'ok100%'],
			['臺灣', '台湾'],
			['頭髮', '头发'],
			['着', '著'],
		] as const)
			expect(fold(one).text).toBe(fold(other).text);
	});

	it('knows where each character stood', () => {
		const text = '㈱𠮷野家Ａ';
		const { text: folded, at } = fold(text);
		expect(folded).toBe('(株)𠮷野家a');
		expect(text.slice(at[folded.indexOf('野')], at[folded.indexOf('a')])).toBe('野家');
		expect(at.at(-1)).toBe(text.length);
	});
});

describe('a text', () => {
	it('is looked through by pairs of neighbours, and words by their stem', () => {
		expect(vectorOf([{ text: '服務好，shoes', weight: 'A' }])).toBe(
			`'服务':1A '服' '务好':2A '务' '好':3A 'shoes':5A 'shoe*':5A`,
		);
	});

	it('keeps its parts apart', () => {
		expect(
			vectorOf([
				{ text: '茶', weight: 'A' },
				{ text: '葉', weight: 'D' },
			]),
		).toBe(`'茶':1A '叶':4D`);
	});

	it('is written so that PostgreSQL takes signs as signs', () => {
		expect(vectorOf([{ text: `'; drop \\ table`, weight: 'D' }])).not.toContain(';');
	});

	it('is cut where PostgreSQL would stop to count, with a seam', () => {
		const parts = cutText('一二三四五六七八九十'.repeat(2_000));
		expect(parts).toHaveLength(3);
		expect(parts[0]?.slice(-20)).toBe(parts[1]?.slice(0, 20));
		expect(cutText('')).toEqual(['']);
	});
});

describe('a question', () => {
	it.each([
		['服務態度', `'服务' <1> '务态' <1> '态度'`],
		['茶', `'茶'`],
		['cp值', `'cp' <2> '<值'`],
		['值cp', `'值' <2> 'cp':*`],
		['3月28日', `'3' <2> '月' <2> '28' <2> '<日'`],
		['Hello', `'hello':*`],
		['running shoes', `('running' | 'run*') <2> ('shoes':* | 'shoe*')`],
	])('%s', (text, asked) => {
		expect(termQuery(fold(text).text)).toBe(asked);
	});

	it('may name an author, a place, a tag and days', () => {
		expect(readQuestion('豆油 「曬足 天」 -冰 by:@阿穎 in:ask tag:食譜 after:2026-01 before:2026-06-30')).toEqual({
			terms: ['豆油', '晒足 天'],
			without: ['冰'],
			by: '阿穎',
			in: 'ask',
			tag: '食譜',
			after: '2026-01',
			before: '2026-06-30',
		});
	});

	it('takes names in quotes, and days as they are written', () => {
		expect(readQuestion('by:"Mei Chen" in:「閒聊 天地」 after:2026/1/5 before:2026.6')).toMatchObject({
			...{ by: 'Mei Chen', in: '閒聊 天地', after: '2026-01-05', before: '2026-06', terms: [] },
		});
		expect(readQuestion('by:"Mei')).toMatchObject({ by: 'Mei' });
	});

	it('may name a kind of threads', () => {
		expect(readQuestion('豆油 kind:question')).toMatchObject({ terms: ['豆油'], kind: 'question' });
		expect(isEmpty(readQuestion('kind:問題'))).toBe(false);
		for (const [name, kind] of [
			['问题', 'question'],
			['questions', 'question'],
			['点子', 'idea'],
			['评价', 'review'],
			['polls', 'poll'],
			['讨论', 'discussion'],
			['公告', 'announcement'],
		] as const)
			expect(threadKindCalled(name), name).toBe(kind);
		for (const none of ['', 's', 'thread', '__proto__', 'constructor', 'toString'])
			expect(threadKindCalled(none), none).toBeNull();
		expect(askedOfKind('豆油 kind:「問題」 in:ask', 'idea')).toBe('豆油 in:ask kind:idea');
		expect(askedOfKind('kind:idea 豆油 mankind:5', null)).toBe('豆油 mankind:5');
	});

	it.each([
		['豆油', 'articles', '豆油 in:articles'],
		['豆油 in:ask 香', 'members', '豆油 香 in:members'],
		['in:"閒聊 天地" 豆油', null, '豆油'],
		['in:articles', null, ''],
		['豆油 coin:5', null, '豆油 coin:5'],
	] as const)('%s is asked among %s', (text, within, asked) => expect(askedWithin(text, within)).toBe(asked));

	it.each(['', '   ', '！？…', '""', '-', "'", 'after:soon', '\\', '🎉'])('has nothing to look for in %j', (text) => {
		expect(isEmpty(readQuestion(text))).toBe(true);
	});

	it('is held short', () => {
		expect(readQuestion(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ')).terms).toHaveLength(8);
		expect(termsQuery(readQuestion('長'.repeat(10_000)).terms, '&').length).toBeLessThan(2_500);
	});
});

describe('an excerpt', () => {
	const around = (text: string, term: string) => excerpt(text, placesOf(text, [term]));

	it('marks what was asked for, as it stands there', () => {
		expect(around('這家的服務態度ＯＫ，服務好', '服务')).toEqual(['這家的', '服務', '態度ＯＫ，', '服務', '好']);
	});

	it('begins near the first place of a long text', () => {
		const pieces = around(`${'前'.repeat(500)}豆油${'後'.repeat(500)}`, '豆油');
		expect(pieces[1]).toBe('豆油');
		expect(pieces.join('').length).toBeLessThan(150);
		expect(pieces[0]?.startsWith('…')).toBe(true);
	});

	it('is the beginning where only the title has it', () => {
		expect(around('一般的開頭', '沒有')).toEqual(['一般的開頭']);
	});

	it('finds places that do not overlap', () => {
		expect(placesOf('茶茶茶', ['茶茶', '茶'])).toEqual([
			[0, 2],
			[2, 3],
		]);
	});
});
