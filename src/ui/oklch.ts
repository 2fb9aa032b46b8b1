/**
 * Lightness (0–1), chroma (0 to about 0.37 in sRGB) and hue (degrees) as people see them. Equal steps look equal, which
 * is why tints are derived here and not in RGB.
 */
export interface Oklch {
	l: number;
	c: number;
	h: number;
}

type Triple = [number, number, number];

/** sRGB transfer function, encoded → linear light (IEC 61966-2-1). */
const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** sRGB transfer function, linear light → encoded (IEC 61966-2-1). */
const toEncoded = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** Channels of `#rgb` or `#rrggbb` as 0–1, or null when the text is no colour. */
export function parseHex(text: string): Triple | null {
	const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1];
	if (!digits) return null;
	const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
	return [0, 2, 4].map((start) => parseInt(full.slice(start, start + 2), 16) / 255) as Triple;
}

/** `#rrggbb` → OKLCH. Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020, revised 2021). */
export function hexToOklch(hex: string): Oklch | null {
	const channels = parseHex(hex);
	if (!channels) return null;
	const [r, g, b] = channels.map(toLinear) as Triple;
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const light = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
	const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	const c = Math.hypot(greenRed, blueYellow);
	// Below this a grey has no hue worth keeping: its angle is rounding noise.
	const h = c < 1e-4 ? 0 : ((Math.atan2(blueYellow, greenRed) * 180) / Math.PI + 360) % 360;
	return { l: light, c, h };
}

/** OKLCH → linear sRGB, which may lie outside 0–1. Inverse matrices of the same source. */
function toLinearRgb({ l, c, h }: Oklch): Triple {
	const greenRed = c * Math.cos((h * Math.PI) / 180);
	const blueYellow = c * Math.sin((h * Math.PI) / 180);
	const long = (l + 0.3963377774 * greenRed + 0.2158037573 * blueYellow) ** 3;
	const medium = (l - 0.1055613458 * greenRed - 0.0638541728 * blueYellow) ** 3;
	const short = (l - 0.0894841775 * greenRed - 1.291485548 * blueYellow) ** 3;
	return [
		4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
		-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
		-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
	];
}

const fitsScreen = (rgb: Triple): boolean => rgb.every((v) => v >= -1e-4 && v <= 1 + 1e-4);

/** OKLCH → `#rrggbb`. What a screen cannot show loses chroma, never lightness or hue (CSS Color 4, 13.2). */
export function oklchToHex(colour: Oklch): string {
	const l = Math.min(1, Math.max(0, colour.l));
	let shown = { ...colour, l };
	if (!fitsScreen(toLinearRgb(shown))) {
		let low = 0;
		let high = colour.c;
		while (high - low > 1e-4) {
			const middle = (low + high) / 2;
			if (fitsScreen(toLinearRgb({ ...colour, l, c: middle }))) low = middle;
			else high = middle;
		}
		shown = { ...colour, l, c: low };
	}
	const bytes = toLinearRgb(shown).map((v) => Math.round(toEncoded(Math.min(1, Math.max(0, v))) * 255));
	return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance of `#rrggbb`, 0–1 (WCAG 2.2). */
function luminance(hex: string): number {
	const [r, g, b] = (parseHex(hex) ?? [0, 0, 0]).map(toLinear) as Triple;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1–21 (WCAG 2.2, 1.4.3). */
export function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}
