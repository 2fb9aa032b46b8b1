import { contrast, hexToOklch, oklchToHex, type Oklch } from '#ui/oklch.ts';

export type Scheme = 'light' | 'dark';

/** Colour of whatever was not a colour: a quiet blue-grey. */
export const fallbackColour = '#3d5a80';

/** Hues of avatars, spread so that neighbours differ. */
const tintHues = [25, 70, 135, 190, 255, 320];

/**
 * Hue and chroma of chart series, in the order in which colour-blind people tell them apart best; after Okabe and Ito,
 * "Color Universal Design" (2008): blue, orange, green, purple, sky.
 */
const seriesColours: Oklch[] = [
	{ l: 0.53, c: 0.14, h: 245 },
	{ l: 0.72, c: 0.15, h: 70 },
	{ l: 0.6, c: 0.12, h: 165 },
	{ l: 0.63, c: 0.12, h: 345 },
	{ l: 0.75, c: 0.1, h: 230 },
];

const statusColours = { info: [250, 0.11], success: [150, 0.12], warning: [75, 0.11], danger: [27, 0.18] } as const;

/** The colour nearest to `wanted`, moved darker or lighter until it stands out from every `against` by `ratio`. */
function standOut(wanted: Oklch, against: readonly string[], ratio: number, direction: 'darker' | 'lighter'): string {
	const step = direction === 'darker' ? -0.004 : 0.004;
	for (let l = wanted.l; l > 0 && l < 1; l += step) {
		const hex = oklchToHex({ ...wanted, l });
		if (against.every((other) => contrast(hex, other) >= ratio)) return hex;
	}
	return direction === 'darker' ? '#000000' : '#ffffff';
}

/** The brand's colour as a filled surface, with the text that is readable on it. */
function fill(brand: Oklch, surface: string, scheme: Scheme): { fill: string; on: string; hover: string } {
	const ink = oklchToHex({ l: 0.2, c: Math.min(brand.c, 0.04), h: brand.h });
	const inkFor = (hex: string): string => (contrast(hex, ink) >= 4.6 ? ink : '#000000');
	let start = brand;
	// A brand of black, white or grey turns over: black buttons on light, white ones on dark.
	if (brand.c < 0.035 && scheme === 'light' && brand.l > 0.8) start = { ...brand, l: 0.27 };
	if (brand.c < 0.035 && scheme === 'dark' && brand.l < 0.45) start = { ...brand, l: 0.92 };
	let hex = scheme === 'dark' ? standOut(start, [surface], 3, 'lighter') : oklchToHex(start);
	// White text is what people expect on a strong colour, so a little darkening is worth it.
	if (contrast(hex, '#ffffff') >= 3.1 && contrast(hex, '#ffffff') < 4.6) {
		const darker = standOut(hexToOklch(hex) ?? start, ['#ffffff'], 4.6, 'darker');
		if (scheme === 'light' || contrast(darker, surface) >= 2.4) hex = darker;
	}
	const on = contrast(hex, '#ffffff') >= 4.6 ? '#ffffff' : inkFor(hex);
	const shown = hexToOklch(hex) ?? start;
	// Under the pointer the fill moves away from its text, or a little towards it where there is no room.
	const away = { ...shown, l: on === '#ffffff' ? Math.max(0, shown.l - 0.06) : Math.min(1, shown.l + 0.05) };
	const hover =
		oklchToHex(away) === hex || away.l <= 0.03
			? oklchToHex({ ...shown, l: shown.l + (on === '#ffffff' ? 0.12 : -0.05) })
			: oklchToHex(away);
	return { fill: hex, on, hover };
}

/** Every colour of the interface in one scheme, by name, derived from the brand's colour. All are `#rrggbb`. */
export function palette(colour: string, scheme: Scheme): Record<string, string> {
	const brand = hexToOklch(colour) ?? (hexToOklch(fallbackColour) as Oklch);
	const { h } = brand;
	const light = scheme === 'light';
	const direction = light ? 'darker' : 'lighter';
	/** A grey with a breath of the brand's hue. */
	const grey = (l: number, breath: number): Oklch => ({ l, c: Math.min(brand.c * 0.25, breath), h });

	const surface = oklchToHex(grey(light ? 0.988 : 0.19, light ? 0.0025 : 0.006));
	const raised = light ? '#ffffff' : oklchToHex(grey(0.232, 0.008));
	const sunken = oklchToHex(grey(light ? 0.96 : 0.272, light ? 0.006 : 0.01));
	const soft = oklchToHex({ l: light ? 0.945 : 0.3, c: Math.min(brand.c, light ? 0.024 : 0.04), h });
	const grounds = [surface, raised, sunken];
	const accent = fill(brand, surface, scheme);

	const colours: Record<string, string> = {
		surface,
		raised,
		sunken,
		text: standOut(grey(light ? 0.25 : 0.93, 0.015), [...grounds, soft], 7, direction),
		muted: standOut(grey(light ? 0.5 : 0.74, 0.02), [...grounds, soft], 4.6, direction),
		line: oklchToHex(grey(light ? 0.9 : 0.34, 0.012)),
		field: standOut(grey(light ? 0.64 : 0.56, 0.02), grounds, 3.1, direction),
		accent: accent.fill,
		'on-accent': accent.on,
		'accent-hover': accent.hover,
		'accent-line': standOut(
			{ ...brand, l: light ? Math.min(brand.l, 0.75) : Math.max(brand.l, 0.45) },
			[...grounds, soft],
			3.1,
			direction,
		),
		link: standOut(
			{ ...brand, l: light ? Math.min(brand.l, 0.52) : Math.max(brand.l, 0.74), c: Math.min(brand.c, 0.17) },
			[...grounds, soft],
			4.6,
			direction,
		),
		focus: standOut(
			{ l: light ? 0.52 : 0.76, c: Math.max(0.1, Math.min(brand.c, 0.2)), h: brand.c < 0.035 ? 255 : h },
			[...grounds, soft],
			3.1,
			direction,
		),
		soft,
		'on-tint': oklchToHex(light ? { l: 0.33, c: 0.03, h } : { l: 0.95, c: 0.015, h }),
	};
	for (const [name, [hue, c]] of Object.entries(statusColours)) {
		const ground = oklchToHex({ l: light ? 0.955 : 0.29, c: light ? 0.03 : 0.045, h: hue });
		colours[`${name}-soft`] = ground;
		colours[name] = standOut({ l: light ? 0.5 : 0.78, c, h: hue }, [...grounds, ground], 4.6, direction);
	}
	tintHues.forEach(
		(hue, index) =>
			(colours[`tint-${index + 1}`] = oklchToHex({ l: light ? 0.9 : 0.4, c: light ? 0.05 : 0.06, h: hue })),
	);
	seriesColours.forEach(
		(series, index) => (colours[`series-${index + 1}`] = standOut(series, grounds, 3.1, direction)),
	);
	return colours;
}
