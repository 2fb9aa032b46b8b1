import { expect, it } from 'vitest';
import { countText } from '#network/count-text.ts';

const family = '👨‍👩‍👧‍👦';

it('counts what the network counts', () => {
	expect(countText(`豆乳${family}`, { most: 10, counted: 'grapheme' })).toBe(3);
	expect(countText(`豆乳${family}`, { most: 10, counted: 'character' })).toBe(9);
	expect(countText(`豆乳${family}`, { most: 10, counted: 'unit' })).toBe(13);
});

it('counts every address the same where the network does', () => {
	expect(
		countText('看這裡 https://example.org/a/very/long/path?x=1', { most: 500, counted: 'grapheme', address: 23 }),
	).toBe(27);
});
