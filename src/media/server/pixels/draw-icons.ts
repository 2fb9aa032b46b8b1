import sharp from 'sharp';
import { drawable, measure, outline } from '#media/server/pixels/glyphs.ts';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import type { IconFiles, IconTask } from '#media/server/pixels/task.ts';

/** Draws a brand's icons: its logo on a light plate where there is one, its first character on its colour otherwise. */
export async function drawIcons({ folder, name, background, ink, logo }: IconTask): Promise<IconFiles> {
	const monogram = svgOf(name, background, ink);
	/** `part`: how much of the square the drawing takes; launchers cut maskable icons to a circle of 80 %. */
	const draw = async (side: number, part: number, round: boolean): Promise<Buffer> => {
		if (!logo)
			return sharp(Buffer.from(svgOf(name, background, ink, round, part)), { density: 72 * (side / 64) })
				.resize(side, side)
				.png()
				.toBuffer();
		const inner = await sharp(logo)
			.resize({
				width: Math.round(side * part),
				height: Math.round(side * part),
				fit: 'inside',
				withoutEnlargement: false,
			})
			.png()
			.toBuffer();
		const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="100%" height="100%" rx="${round ? side * 0.18 : 0}" fill="#ffffff"/></svg>`;
		return sharp(Buffer.from(ground))
			.composite([{ input: inner }])
			.png()
			.toBuffer();
	};
	const [small, apple, medium, large, maskable] = [
		await draw(32, 0.9, true),
		await draw(180, 0.8, false),
		await draw(192, 0.86, true),
		await draw(512, 0.86, true),
		await draw(512, 0.6, false),
	];
	return {
		ico: await keepFile(folder, 'icon', 'ico', icoOf(small, 32)),
		svg: logo ? null : await keepFile(folder, 'icon', 'svg', Buffer.from(monogram)),
		apple: await keepFile(folder, 'apple', 'png', apple),
		medium: await keepFile(folder, '192', 'png', medium),
		large: await keepFile(folder, '512', 'png', large),
		maskable: await keepFile(folder, 'maskable', 'png', maskable),
	};
}

/** The first character of a name in the middle of a square of 64; `part` as above, where 1 is as large as is handsome. */
function svgOf(name: string, background: string, ink: string, round = true, part = 0.86): string {
	const [first = '家'] = [...drawable(name).replace(/^[\p{P}\p{S}\s]+/u, '')].map((letter) => letter.toUpperCase());
	const size = (/\p{Script=Han}/u.test(first) ? 46 : 50) * (part / 0.86);
	// Han characters fill their square, which hangs 0.12 below the baseline; capitals stand 0.73 above it.
	const y = 32 + size * (/\p{Script=Han}/u.test(first) ? 0.38 : 0.365);
	const path = outline(first, 32 - measure(first, size) / 2, y, size);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="${round ? 12 : 0}" fill="${background}"/><path fill="${ink}" d="${path}"/></svg>`;
}

/** A PNG as an ICO file: a directory of one entry before it (a format that every browser since 2007 reads). */
function icoOf(png: Buffer, side: number): Buffer {
	const head = Buffer.alloc(22);
	head.writeUInt16LE(1, 2);
	head.writeUInt16LE(1, 4);
	head.set([side, side, 0, 0], 6);
	head.writeUInt16LE(1, 10);
	head.writeUInt16LE(32, 12);
	head.writeUInt32LE(png.length, 14);
	head.writeUInt32LE(22, 18);
	return Buffer.concat([head, png]);
}
