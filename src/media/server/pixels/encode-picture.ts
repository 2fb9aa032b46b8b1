import sharp, { type Sharp } from 'sharp';
import type { PictureSize } from '#media/picture.ts';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import type { EncodeTask } from '#media/server/pixels/task.ts';

/** One encoding of a kept original in these widths, narrowest first; no wider than it is, and no width twice. */
export async function encodePicture({ source, folder, format, widths }: EncodeTask): Promise<PictureSize[]> {
	const { width, hasAlpha } = await sharp(source).metadata();
	const most = widths.at(-1) ?? width;
	const wanted = [...new Set([...widths.filter((step) => step < width), Math.min(width, most)])];
	const made: PictureSize[] = [];
	for (const step of wanted) {
		const animated = format === 'webp';
		const resized = sharp(source, { animated }).resize({ width: step, withoutEnlargement: true });
		const [encoded, ending] = inFormat(resized, format, hasAlpha);
		const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
		const height = info.pageHeight ?? info.height;
		made.push({ file: await keepFile(folder, step, ending, data), width: info.width, height, bytes: data.length });
	}
	return made;
}

/** Qualities look alike: about what a photograph needs so that nobody sees a difference at arm's length. */
function inFormat(picture: Sharp, format: EncodeTask['format'], seeThrough: boolean): [Sharp, string] {
	switch (format) {
		case 'avif':
			return [picture.avif({ quality: 55, effort: 3 }), 'avif'];
		case 'webp':
		case 'still':
			return [picture.webp({ quality: 78, effort: 3 }), 'webp'];
		case 'plain':
			return seeThrough
				? [picture.png({ palette: true, quality: 85, effort: 4 }), 'png']
				: [picture.jpeg({ quality: 80, progressive: true }), 'jpg'];
	}
}
