import sharp from 'sharp';
import type { PictureSize } from '#media/picture.ts';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import type { CutTask } from '#media/server/pixels/task.ts';

/** A part of a picture, as JPEG or, where something shows through, as PNG. */
export async function cutPicture({ source, folder, box }: CutTask): Promise<PictureSize> {
	const part = sharp(source).extract(box);
	const { hasAlpha } = await sharp(source).metadata();
	const encoded = hasAlpha ? part.png({ palette: true, quality: 85 }) : part.jpeg({ quality: 85 });
	const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
	const file = await keepFile(folder, 'cut', hasAlpha ? 'png' : 'jpg', data);
	return { file, width: info.width, height: info.height, bytes: data.length };
}
