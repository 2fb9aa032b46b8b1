import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { Problem } from '#platform/problem.ts';
import { originalSide, pictureLimits } from '#media/picture-limits.ts';
import { keepFile } from '#media/server/pixels/keep-file.ts';
import { pictureType } from '#media/server/pixels/picture-type.ts';
import type { Look, LookTask } from '#media/server/pixels/task.ts';

/**
 * Looks at an upload, refuses what is no picture, and keeps its pixels: upright, in sRGB, at most 2560 wide or high.
 * Everything that is not pixels (EXIF, GPS, profiles, comments, what was hung on behind) is left behind by decoding and
 * encoding anew. Throws Problem `picture.too-many-pixels` (413), `picture.wrong-type`, `picture.svg`, `picture.heic`,
 * `picture.broken` (422).
 */
export async function lookAtPicture({ source, folder, kept: wasKept }: LookTask): Promise<Look> {
	const type = pictureType(await beginning(source));
	if (type === 'svg' || type === 'heic') throw new Problem(`picture.${type}`, 422);
	if (!type) throw new Problem('picture.wrong-type', 422);
	// The head alone, before a single pixel is unpacked.
	const head = await sharp(source, { limitInputPixels: false })
		.metadata()
		.catch(() => null);
	if (!head?.width || !head.height) throw new Problem('picture.broken', 422);
	const frames = head.pages ?? 1;
	refuseBombs(head, frames);
	try {
		const options = { limitInputPixels: pictureLimits.pixels, failOn: 'error' as const };
		const decoded = sharp(source, { ...options, animated: frames > 1 });
		const upright = (frames > 1 ? decoded : decoded.autoOrient()).resize({
			width: originalSide,
			height: originalSide,
			fit: 'inside',
			withoutEnlargement: true,
		});
		const [name, kept] =
			wasKept && nothingButPixels(head, type)
				? await takeOriginal(source, folder, type)
				: await writeOriginal(upright, folder, frames > 1, head.hasAlpha);
		const turned = frames === 1 && (head.orientation ?? 1) > 4;
		const height = head.pageHeight ?? head.height;
		return {
			width: turned ? height : head.width,
			height: turned ? head.width : height,
			frames,
			colour: await dominantColour(kept),
			original: name,
		};
	} catch (error) {
		if (error instanceof Problem) throw error;
		if (/pixel limit/i.test((error as Error).message)) throw tooManyPixels();
		throw new Problem('picture.broken', 422);
	}
}

function refuseBombs({ width, height, pageHeight }: Metadata, frames: number): void {
	const tall = pageHeight ?? height;
	if (width * tall * frames > pictureLimits.pixels || frames > pictureLimits.frames) {
		throw frames > 1 ? new Problem('picture.too-long', 413) : tooManyPixels();
	}
	if (width > pictureLimits.side || tall > pictureLimits.side) throw tooManyPixels();
}

/** True for what this product could have written itself as an original. */
const nothingButPixels = (head: Metadata, type: string): boolean =>
	['jpeg', 'png', 'webp'].includes(type) &&
	!head.exif &&
	!head.xmp &&
	!head.iptc &&
	!head.icc &&
	!head.comments?.length &&
	(head.orientation ?? 1) === 1 &&
	Math.max(head.width, head.pageHeight ?? head.height) <= originalSide;

/** Decodes every pixel once, so that nothing broken is kept, and keeps the file as it is. */
async function takeOriginal(source: string, folder: string, type: string): Promise<[string, string]> {
	await sharp(source, { limitInputPixels: pictureLimits.pixels, failOn: 'error', animated: true }).stats();
	const name = await keepFile(folder, 'original', type === 'jpeg' ? 'jpg' : type, await readFile(source));
	return [name, path.join(folder, name)];
}

const tooManyPixels = (): Problem =>
	new Problem('picture.too-many-pixels', 413, {
		megapixels: pictureLimits.pixels / 1_000_000,
		side: pictureLimits.side,
	});

/** A photograph is kept as JPEG; what something shows through as PNG, what moves as WebP. */
async function writeOriginal(
	upright: Sharp,
	folder: string,
	moves: boolean,
	seeThrough: boolean,
): Promise<[string, string]> {
	const [encoded, ending] = moves
		? [upright.webp({ quality: 90, effort: 2 }), 'webp']
		: seeThrough && !(await opaque(upright))
			? [upright.png({ compressionLevel: 6 }), 'png']
			: [upright.removeAlpha().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }), 'jpg'];
	const name = await keepFile(folder, 'original', ending as string, await (encoded as Sharp).toBuffer());
	return [name, path.join(folder, name)];
}

/** Many pictures carry a layer of transparency that nothing shows through. */
const opaque = async (upright: Sharp): Promise<boolean> => (await upright.clone().stats()).isOpaque;

async function dominantColour(file: string): Promise<string> {
	const small = await sharp(file).flatten({ background: '#ffffff' }).resize(64, 64, { fit: 'inside' }).toBuffer();
	const { dominant } = await sharp(small).stats();
	return `#${[dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Enough of a file to tell what it is. */
async function beginning(file: string): Promise<Buffer> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}
