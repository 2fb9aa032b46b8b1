import { expect, it } from 'vitest';
import { cropBox } from '#media/crop-box.ts';

const middle = { x: 50, y: 50 };

it('leaves alone what fits, and what is no picture', () => {
	expect(cropBox({ width: 1200, height: 900, focus: middle }, [0.8, 1.91])).toBeNull();
	expect(cropBox({ width: 0, height: 0, focus: middle }, [0.8, 1.91])).toBeNull();
});

it('cuts as little as it can, around what has to stay in sight', () => {
	expect(cropBox({ width: 3000, height: 1000, focus: middle }, [0.8, 1.91])).toEqual({
		left: 545,
		top: 0,
		width: 1910,
		height: 1000,
	});
	expect(cropBox({ width: 3000, height: 1000, focus: { x: 0, y: 0 } }, [0.8, 1.91])).toMatchObject({ left: 0 });
	expect(cropBox({ width: 3000, height: 1000, focus: { x: 95, y: 0 } }, [0.8, 1.91])).toMatchObject({ left: 1090 });
	expect(cropBox({ width: 900, height: 1600, focus: { x: 50, y: 20 } }, [0.8, 1.91])).toEqual({
		left: 0,
		top: 0,
		width: 900,
		height: 1125,
	});
});

it('stays within the bounds, whatever the picture', () => {
	for (let width = 1; width < 4000; width += 97)
		for (let height = 1; height < 4000; height += 131) {
			const box = cropBox({ width, height, focus: { x: 30, y: 80 } }, [0.8, 1.91]);
			if (!box || box.height === 1 || box.width === 1) continue;
			expect(box.width / box.height).toBeLessThanOrEqual(1.91);
			expect(box.width / box.height).toBeGreaterThanOrEqual(0.8);
			expect(box.left + box.width).toBeLessThanOrEqual(width);
			expect(box.top + box.height).toBeLessThanOrEqual(height);
		}
});
