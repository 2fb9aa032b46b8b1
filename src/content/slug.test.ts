import { describe, expect, it } from 'vitest';
import { slugOf } from '#content/slug.ts';

describe('slugOf', () => {
	it.each([
		['為什麼我們的醬油要等兩年？', '為什麼我們的醬油要等兩年'],
		['Hello, World!', 'hello-world'],
		['甕藏 2024：第一批', '甕藏-2024-第一批'],
		['  ——  ', ''],
		["It's ours", 'its-ours'],
		['ＡＢＣ１２', 'abc12'],
		['a/../b?c#d', 'a-b-c-d'],
	])('%s → %s', (title, slug) => expect(slugOf(title)).toBe(slug));

	it('ends with a whole word where words have spaces', () => {
		expect(slugOf('kong ping qing dai hui lai '.repeat(4))).toBe(
			'kong-ping-qing-dai-hui-lai-kong-ping-qing-dai-hui-lai-kong',
		);
		expect(slugOf('x'.repeat(70))).toBe('x'.repeat(60));
	});

	it('is never longer than sixty characters', () => {
		expect([...slugOf('字'.repeat(200))]).toHaveLength(60);
	});
});
