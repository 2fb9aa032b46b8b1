import { createHash } from 'node:crypto';
import { Problem } from '#platform/problem.ts';

/** Limits of an upload. Bytes as sent; pixels as decoded, which is what a decompression bomb multiplies. */
export const pictureLimits = { bytes: 20 * 1024 * 1024, pixels: 60_000_000 } as const;

/** Widths made of every picture, in pixels; never wider than the original. */
const widths = [400, 800, 1600];

export interface PreparedFile {
	name: string;
	bytes: Buffer;
	width: number;
	height: number;
}

export interface PreparedPicture {
	digest: string;
	width: number;
	height: number;
	colour: string;
	sizes: PreparedFile[];
	fallback: PreparedFile;
}

/**
 * Turns an upload into the sizes that pages use. Everything that is not pixels (EXIF, GPS, profiles, scripts) is left
 * behind by decoding and encoding anew. Throws Problem `picture.too-large`, `picture.wrong-type`, `picture.broken` (422).
 */
export async function preparePicture(upload: Buffer): Promise<PreparedPicture> {
	if (upload.length > pictureLimits.bytes) throw new Problem('picture.too-large', 413, { megabytes: 20 });
	const { default: sharp } = await import('sharp');
	sharp.cache(false);
	sharp.concurrency(1);
	const options = { limitInputPixels: pictureLimits.pixels, failOn: 'error' } as const;
	const facts = await sharp(upload, { limitInputPixels: false })
		.metadata()
		.catch(() => null);
	// SVG is a document with scripts, not pixels: only what a camera or a paint program makes is taken.
	if (!facts?.format || !['jpeg', 'png', 'webp', 'gif', 'avif', 'heif', 'tiff'].includes(facts.format)) {
		throw new Problem('picture.wrong-type', 422);
	}
	try {
		const upright = await sharp(upload, options).rotate().toBuffer({ resolveWithObject: true });
		const { width, height } = upright.info;
		const digest = createHash('sha256').update(upload).digest('hex');
		const stem = digest.slice(0, 24);
		const wanted = [...widths.filter((step) => step < width), Math.min(width, widths.at(-1) as number)];
		const sizes: PreparedFile[] = [];
		for (const step of [...new Set(wanted)]) {
			const made = await sharp(upright.data)
				.resize({ width: step, withoutEnlargement: true })
				.webp({ quality: 80 })
				.toBuffer({ resolveWithObject: true });
			sizes.push({ name: `${stem}-${step}.webp`, bytes: made.data, width: made.info.width, height: made.info.height });
		}
		const jpeg = await sharp(upright.data)
			.flatten({ background: '#ffffff' })
			.resize({ width: 1200, withoutEnlargement: true })
			.jpeg({ quality: 82 })
			.toBuffer({ resolveWithObject: true });
		const { dominant } = await sharp(upright.data).resize(64).stats();
		const hex = [dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('');
		return {
			digest,
			width,
			height,
			colour: `#${hex}`,
			sizes,
			fallback: { name: `${stem}-1200.jpg`, bytes: jpeg.data, width: jpeg.info.width, height: jpeg.info.height },
		};
	} catch (error) {
		if (/pixel limit/i.test((error as Error).message)) throw new Problem('picture.too-large', 413, { megabytes: 20 });
		throw new Problem('picture.broken', 422);
	}
}
