import path from 'node:path';
import type { Ctx } from '#platform/context/context.ts';
import type { PictureFiles, PictureSize } from '#media/picture.ts';
import { movingWidths, pictureWidths } from '#media/picture-limits.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';
import type { EncodeTask } from '#media/server/pixels/task.ts';

/** Which way of encoding is in force; a higher number has the job make every picture's files anew. */
export const currentEncoding = 1;

/** A kept original on this machine's disk, and a folder for what is made of it. */
export interface Workplace {
	source: string;
	folder: string;
	frames: number;
}

/** What every browser can show: made while somebody waits. */
export async function firstEncodings(ctx: Ctx, place: Workplace, soon = true): Promise<PictureFiles> {
	const moves = place.frames > 1;
	return {
		avif: [],
		webp: await encode(ctx, place, 'webp', moves ? movingWidths : pictureWidths, soon),
		plain: await encode(ctx, place, 'plain', moves ? movingWidths : pictureWidths, soon),
		still: moves ? await encode(ctx, place, 'still', movingWidths, soon) : [],
	};
}

/** The encoding that is smallest and takes longest: one width at a time, so that somebody who waits comes in between. */
export async function lastEncoding(ctx: Ctx, place: Workplace): Promise<PictureSize[]> {
	// No encoder that installs everywhere makes moving AVIF in bearable time.
	if (place.frames > 1) return [];
	const made: PictureSize[] = [];
	for (const width of pictureWidths) {
		const [size] = await encode(ctx, place, 'avif', [width], false);
		if (size && !made.some((one) => one.width === size.width)) made.push(size);
	}
	return made;
}

async function encode(
	ctx: Ctx,
	{ source, folder }: Workplace,
	format: EncodeTask['format'],
	widths: readonly number[],
	soon: boolean,
): Promise<PictureSize[]> {
	const made = await workOnPixels({ kind: 'encode', source, folder, format, widths }, { soon });
	for (const { file } of made) await ctx.files.putFile(file, path.join(folder, file));
	return made;
}
