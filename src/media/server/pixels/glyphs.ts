import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import opentype, { type Font, type Glyph, type PathCommand } from 'opentype.js';
import { unwrapWoff } from '#media/server/pixels/unwrap-woff.ts';

/**
 * Text as outlines. Servers have no Chinese font, and a whole one is many megabytes: Noto Sans TC (OFL) comes in some
 * hundred slices, of which a title needs a few. Each is read when one of its characters is first drawn.
 */
const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve('@fontsource/noto-sans-tc/package.json'));
const weight = 700;

/** Stands for a character that the font has not, as printers do: 〓. */
const stranger = '〓';

/** What nobody can draw in one colour, and what only says how the character before it looks. */
const unseen =
	/\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Emoji_Modifier}|\p{Cc}|\p{Cf}|[\ufe00-\ufe0f\u20e3]/gu;

/** The text without emoji and without what cannot be seen; spaces are joined. */
export const drawable = (text: string): string =>
	text
		.normalize('NFC')
		.replace(unseen, '')
		// In a Chinese font these marks are as wide as a character: between letters they would tear a word apart.
		.replace(/(?<=\p{Script=Latin})[’‘](?=\p{Script=Latin})/gu, "'")
		.replace(/\s+/gu, ' ')
		.trim();

interface Slice {
	ranges: [number, number][];
	file: string;
	font?: Font;
}

let slices: Slice[] | null = null;

function allSlices(): Slice[] {
	if (slices) return slices;
	const listed = JSON.parse(readFileSync(path.join(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
	// Latin first: a sentence of two scripts should not change its letters with its slices.
	slices = Object.entries(listed)
		.toReversed()
		.map(([name, text]) => ({
			file: path.join(folder, 'files', `noto-sans-tc-${name.replace(/[[\]]/g, '')}-${weight}-normal.woff`),
			ranges: text.split(',').map((range): [number, number] => {
				const [from = '0', to = from] = range.trim().slice(2).split('-');
				return [parseInt(from, 16), parseInt(to, 16)];
			}),
		}));
	return slices;
}

const known = new Map<string, { glyph: Glyph; font: Font } | null>();

function find(character: string): { glyph: Glyph; font: Font } | null {
	const before = known.get(character);
	if (before !== undefined) return before;
	const code = character.codePointAt(0) ?? 0;
	let found: { glyph: Glyph; font: Font } | null = null;
	for (const slice of allSlices()) {
		if (!slice.ranges.some(([from, to]) => code >= from && code <= to)) continue;
		slice.font ??= opentype.parse(unwrapWoff(readFileSync(slice.file)));
		const glyph = slice.font.charToGlyph(character);
		if (glyph.index === 0) continue;
		found = { glyph, font: slice.font };
		break;
	}
	known.set(character, found);
	return found;
}

const glyphOf = (character: string): { glyph: Glyph; font: Font } | null => find(character) ?? find(stranger);

/** Width of a text in pixels at this size. */
export function measure(text: string, size: number): number {
	let width = 0;
	for (const character of text) {
		const found = glyphOf(character);
		if (found) width += ((found.glyph.advanceWidth ?? 0) / found.font.unitsPerEm) * size;
	}
	return width;
}

/** A text as the data of an SVG path; `x` is where it begins, `y` its baseline. */
export function outline(text: string, x: number, y: number, size: number): string {
	let at = x;
	let path = '';
	for (const character of text) {
		const found = glyphOf(character);
		if (!found) continue;
		path += pathData(found.glyph.getPath(at, y, size).commands);
		at += ((found.glyph.advanceWidth ?? 0) / found.font.unitsPerEm) * size;
	}
	return path;
}

/** One place after the point is a tenth of a pixel; the library's own writer loses curves when it rounds. */
const pathData = (commands: readonly PathCommand[]): string =>
	commands
		.map(({ type, ...at }) => type + [at.x1, at.y1, at.x2, at.y2, at.x, at.y].filter(given).map(rounded).join(' '))
		.join('');

const given = (value: number | undefined): value is number => value !== undefined;
const rounded = (value: number): number => Math.round(value * 10) / 10;
