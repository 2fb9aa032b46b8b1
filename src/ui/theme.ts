import { contrast } from '#ui/oklch.ts';
import { palette, type Scheme } from '#ui/palette.ts';

const declare = (colour: string, scheme: Scheme): string =>
	`color-scheme:${scheme};${Object.entries(palette(colour, scheme))
		.map(([name, value]) => `--${name}:${value.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3')}`)
		.join(';')}`;

/**
 * The style sheet of a brand's colour (`#rgb` or `#rrggbb`): custom properties for light and dark, by the wish of the
 * reader's system, or by `data-theme="light"` or `"dark"` on the root element. The same colour always gives the same
 * text, and nothing of the argument itself is ever printed; what is no colour becomes a quiet blue-grey.
 */
export function themeStyle(colour: string): string {
	const dark = declare(colour, 'dark');
	return (
		`:root{${declare(colour, 'light')}}` +
		`@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}` +
		`:root[data-theme=dark]{${dark}}`
	);
}

/** One colour on another, as the style sheets use them, with the contrast it must have. */
export interface Pair {
	scheme: Scheme;
	foreground: string;
	background: string;
	ratio: number;
	/** 4.5 for text, 3 for the edge of a control, a focus ring or a mark in a chart (WCAG 2.2, 1.4.3 and 1.4.11). */
	least: number;
}

const grounds = ['surface', 'raised', 'sunken'];
const statuses = ['info', 'success', 'warning', 'danger'];

/** Foreground, backgrounds, least contrast. A style sheet may use these combinations and no others. */
const used: [string, string[], number][] = [
	['text', [...grounds, 'soft', ...statuses.map((name) => `${name}-soft`)], 4.5],
	['muted', [...grounds, 'soft'], 4.5],
	['link', [...grounds, 'soft'], 4.5],
	['on-accent', ['accent', 'accent-hover'], 4.5],
	...statuses.map((name): [string, string[], number] => [name, [...grounds, `${name}-soft`], 4.5]),
	['on-tint', [1, 2, 3, 4, 5, 6].map((number) => `tint-${number}`), 4.5],
	['field', grounds, 3],
	['accent-line', [...grounds, 'soft'], 3],
	['focus', [...grounds, 'soft'], 3],
	...[1, 2, 3, 4, 5].map((number): [string, string[], number] => [`series-${number}`, grounds, 3]),
];

/** Every pair of colours that the interface uses with a brand's colour, measured. */
export function pairs(colour: string): Pair[] {
	return (['light', 'dark'] as const).flatMap((scheme) => {
		const colours = palette(colour, scheme);
		return used.flatMap(([foreground, backgrounds, least]) =>
			backgrounds.map((background) => ({
				scheme,
				foreground,
				background,
				ratio: contrast(colours[foreground] ?? '', colours[background] ?? ''),
				least,
			})),
		);
	});
}
