/** A part of a picture, in pixels. */
export interface CropBox {
	left: number;
	top: number;
	width: number;
	height: number;
}

/**
 * The largest part of a picture whose ratio (width divided by height) lies within two bounds, laid so that the part that has to
 * stay in sight (`focus`, in hundredths) stays as near to its middle as the edges allow; null when the whole picture fits. Pure.
 */
export function cropBox(
	{ width, height, focus }: { width: number; height: number; focus: { x: number; y: number } },
	[least, most]: readonly [number, number],
): CropBox | null {
	const ratio = width / height;
	if (!(width > 0 && height > 0) || (ratio >= least && ratio <= most)) return null;
	// Rounded inwards, so that the result is not a hair outside of the bounds.
	const wide = ratio > most ? Math.max(1, Math.floor(height * most)) : width;
	const high = ratio < least ? Math.max(1, Math.floor(width / least)) : height;
	const place = (whole: number, part: number, hundredths: number): number =>
		Math.round(Math.min(Math.max((whole * hundredths) / 100 - part / 2, 0), whole - part));
	return { left: place(width, wide, focus.x), top: place(height, high, focus.y), width: wide, height: high };
}
