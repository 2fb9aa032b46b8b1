import { expect, it } from 'vitest';
import { drawable, measure, outline } from '#media/server/pixels/glyphs.ts';

it('draws every character of both languages, each with its own outline', () => {
	const text = '臺灣醬油主場，加入會員！ABC xyz 123 é「」——ㄅㄆㄇ';
	const drawn = [...text].filter((character) => character.trim()).map((character) => outline(character, 0, 0, 100));
	expect(drawn.every((path) => path.length > 10)).toBe(true);
	expect(new Set(drawn).size).toBeGreaterThan(25);
	expect(drawn).not.toContain(outline('〓', 0, 0, 100));
	expect(measure('醬油', 100)).toBeCloseTo(200);
});

it('leaves emoji out and shows a stranger in place of what the font has not', () => {
	expect(drawable('新品 🎉 上市❤️👨‍👩‍👧 🇹🇼\u200b 4️⃣')).toBe('新品 上市 4');
	expect(outline('\u{12000}', 0, 0, 100)).toBe(outline('〓', 0, 0, 100));
	expect(measure('\u{12000}', 100)).toBe(measure('〓', 100));
});
