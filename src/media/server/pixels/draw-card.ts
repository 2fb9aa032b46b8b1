import sharp from 'sharp';
import { breakLines } from '#media/server/pixels/break-lines.ts';
import { drawable, measure, outline } from '#media/server/pixels/glyphs.ts';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import type { CardTask } from '#media/server/pixels/task.ts';

/** Pixels of a share card; the middle square is what LINE and small previews cut out, so that all that matters is in it. */
const card = { width: 1200, height: 630, square: 630, edge: 44 } as const;

/** Sizes of a title, from a short one to a long one, and how far its lines are apart. */
const sizes = [84, 68, 54, 44, 38] as const;
const leading = 1.35;

/** Draws the share card of a title: the brand's colour, its logo, its name, and the title by the rules of Chinese. */
export async function drawCard({ folder, title, name, background, ink, logo }: CardTask): Promise<string> {
	const width = card.square - 2 * card.edge;
	// Between the logo, where there is one, and the name below.
	const [top, bottom] = [logo ? 152 : 64, card.height - 122];
	const { lines, size } = fit(drawable(title), width, bottom - top);
	const middle = card.width / 2;
	const centred = (text: string, y: number, at: number): string => {
		return outline(text, middle - measure(text, at) / 2, y, at);
	};
	const step = size * leading;
	const first = (top + bottom) / 2 - (step * lines.length) / 2 + size * 1.06;
	const heading = lines.map((line, index) => `<path d="${centred(line, first + index * step, size)}"/>`).join('');
	const foot = centred(cut(drawable(name), 30, width), card.height - 48, 30);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${card.width}" height="${card.height}">
<rect width="100%" height="100%" fill="${background}"/>
<g fill="${ink}" fill-opacity="0.07"><circle cx="60" cy="600" r="260"/><circle cx="1150" cy="40" r="230"/></g>
<g fill="${ink}">${heading}<path d="${foot}"/><rect x="${middle - 24}" y="${card.height - 104}" width="48" height="4"/></g></svg>`;
	const above = logo ? [await plate(logo)] : [];
	const bytes = await sharp(Buffer.from(svg)).composite(above).jpeg({ quality: 88, mozjpeg: true }).toBuffer();
	return keepFile(folder, 'card', 'jpg', bytes);
}

/** The largest size at which the title fits; a title that never does ends with an ellipsis. */
function fit(title: string, width: number, height: number): { lines: string[]; size: number } {
	let [lines, size]: [string[], number] = [[], sizes[0]];
	for (size of sizes) {
		const now = size;
		lines = breakLines(title, width, (text) => measure(text, now));
		if (lines.length * size * leading <= height) return { lines, size };
	}
	const most = Math.floor(height / (size * leading));
	lines = lines.slice(0, most);
	lines[most - 1] = cut(`${lines[most - 1] ?? ''}……`, size, width);
	return { lines, size };
}

/** A line that fits, with an ellipsis where something was cut off. */
function cut(text: string, size: number, width: number): string {
	if (measure(text, size) <= width) return text;
	const characters = [...text.replace(/…+$/, '')];
	while (characters.length && measure(`${characters.join('')}…`, size) > width) characters.pop();
	return `${characters.join('')}…`;
}

/** The logo on a light plate, since nobody knows which ground it was drawn for. */
async function plate(logo: string): Promise<{ input: Buffer; left: number; top: number }> {
	const { data, info } = await sharp(logo)
		.resize({ width: 300, height: 76, fit: 'inside', withoutEnlargement: false })
		.png()
		.toBuffer({ resolveWithObject: true });
	const [width, height] = [info.width + 32, info.height + 24];
	const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="12" fill="#ffffff"/></svg>`;
	const input = await sharp(Buffer.from(ground))
		.composite([{ input: data, left: 16, top: 12 }])
		.png()
		.toBuffer();
	return { input, left: Math.round((card.width - width) / 2), top: 40 };
}
