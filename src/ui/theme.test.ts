import { expect, test } from 'vitest';
import { contrast, hexToOklch, oklchToHex } from '#ui/oklch.ts';
import { fallbackColour, palette } from '#ui/palette.ts';
import { pairs, themeStyle } from '#ui/theme.ts';

/** Small seeded generator (mulberry32), so that a failing colour fails again. */
function seeded(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const random = seeded(20261123);
const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;
const extremes = ['#000000', '#ffffff', '#ffff00', '#00ff00', '#ff00ff', '#00ffff', '#ff0000', '#0000ff', '#39ff14'];
const greys = Array.from({ length: 52 }, (_, step) => hex(step * 5 * 0x010101));
const colours = [...extremes, ...greys, ...Array.from({ length: 560 }, () => hex(Math.floor(random() * 0x1000000)))];

test('every pair of colours has its contrast, for every brand colour, light and dark', () => {
	const failed = colours.flatMap((colour) =>
		pairs(colour)
			.filter((pair) => !(pair.ratio >= pair.least))
			.map((pair) => `${colour} ${pair.scheme} ${pair.foreground} on ${pair.background}: ${pair.ratio.toFixed(2)}`),
	);
	expect(colours.length).toBeGreaterThan(600);
	expect(failed).toEqual([]);
});

test('contrast is measured as WCAG does', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('a colour survives the way to OKLCH and back', () => {
	for (const colour of colours) expect(oklchToHex(hexToOklch(colour)!)).toBe(colour);
	const red = hexToOklch('#ff0000')!;
	expect([red.l, red.c, red.h].map((part) => part.toFixed(3))).toEqual(['0.628', '0.258', '29.234']);
});

test('what no screen shows loses chroma and keeps its lightness', () => {
	const shown = hexToOklch(oklchToHex({ l: 0.7, c: 0.4, h: 150 }))!;
	expect(shown.l).toBeCloseTo(0.7, 2);
	expect(shown.c).toBeLessThan(0.3);
});

test('a strong brand colour stays the colour of its buttons', () => {
	expect(palette('#8a3b1e', 'light')['accent']).toBe('#8a3b1e');
	expect(palette('#ffff00', 'light')['accent']).toBe('#ffff00');
	expect(palette('#ffff00', 'light')['on-accent']).not.toBe('#ffffff');
});

test('the style sheet is small, the same every time, and prints nothing that was put in', () => {
	const style = themeStyle('#8a3b1e');
	expect(themeStyle('#8A3B1E')).toBe(style);
	expect(style.length).toBeLessThan(3500);
	expect(style).toContain(':root[data-theme=dark]{color-scheme:dark');
	expect(themeStyle('red;}</style><script>')).toBe(themeStyle(fallbackColour));
});
