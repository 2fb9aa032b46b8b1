/**
 * The points of a line through values from left to right, in a box of the given size with the largest value at the top
 * and nothing at the bottom, as an SVG path. An empty list gives an empty path; one value, a level line.
 */
export function linePath(values: readonly number[], width: number, height: number): string {
	if (values.length === 0) return '';
	const drawn = values.length === 1 ? [values[0] ?? 0, values[0] ?? 0] : values;
	const most = Math.max(...drawn, 0) || 1;
	const round = (value: number): number => Math.round(value * 100) / 100;
	return drawn
		.map(
			(value, index) =>
				`${index ? 'L' : 'M'}${round((index / (drawn.length - 1)) * width)} ${round(height - (Math.max(0, value) / most) * height)}`,
		)
		.join('');
}
