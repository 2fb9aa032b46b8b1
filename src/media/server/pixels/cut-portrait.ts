import sharp from 'sharp';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import type { PortraitTask } from '#media/server/pixels/task.ts';

/**
 * A square of each side, cut where the most is to be seen, without motion and without what shows through. Small pictures are
 * enlarged: a face beside a name has one size.
 */
export async function cutPortrait({ source, folder, sides }: PortraitTask): Promise<string[]> {
	const made: string[] = [];
	for (const side of sides) {
		const bytes = await sharp(source)
			.resize({ width: side, height: side, fit: 'cover', position: 'attention' })
			.flatten({ background: '#ffffff' })
			.webp({ quality: 80, effort: 4 })
			.toBuffer();
		made.push(await keepFile(folder, `portrait${side}`, 'webp', bytes));
	}
	return made;
}
