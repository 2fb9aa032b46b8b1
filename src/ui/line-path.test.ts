import { expect, test } from 'vitest';
import { linePath } from '#ui/line-path.ts';

test('a line keeps inside its box, largest on top, nothing at the bottom', () => {
	expect(linePath([0, 5, 10], 100, 20)).toBe('M0 20L50 10L100 0');
	expect(linePath([0, 0], 100, 20)).toBe('M0 20L100 20');
	expect(linePath([3], 100, 20)).toBe('M0 0L100 0');
	expect(linePath([], 100, 20)).toBe('');
});
