import { describe, expect, it } from 'vitest';
import { termsOf } from '#content/terms.ts';

describe('termsOf', () => {
	it('finds what a text is about, the title first', () => {
		const terms = termsOf('黑豆醬油', '我們的黑豆要等兩年。黑豆不是黃豆，醬油也不是醬油膏。The sauce, the SAUCE.');
		expect(terms.slice(0, 3).sort()).toEqual(['豆醬', '醬油', '黑豆']);
		expect(terms).toContain('sauce');
		expect(terms.join('')).not.toMatch(/我們|the/);
	});

	it('is bounded, and empty where nothing is said', () => {
		expect(termsOf('', '')).toEqual([]);
		expect(termsOf('', '。。。123')).toEqual([]);
		const long = Array.from({ length: 3000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
		expect(termsOf('', long + long)).toHaveLength(24);
	});
});
