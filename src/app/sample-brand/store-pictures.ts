import sharp from 'sharp';
import type { Ctx } from '#platform/context/context.ts';
import { storePicture } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';
import { brand, pictures } from '#app/sample-brand/content/index.ts';

/** Pictures that are worked on at the same time. */
const atOnce = 3;
/** Width of the logo in pixels before it is made into sizes. */
const logoWidth = 400;

/** Draws the pictures of the sample and stores them; the logo is called `logo`. Safe to repeat: the same drawing is one picture. */
export async function storePictures(ctx: Ctx): Promise<Map<string, Picture>> {
	const drawings = [
		{ key: 'logo', svg: brand.logo, alt: brand.name, width: logoWidth },
		...pictures.map(({ key, svg, alt }) => ({ key, svg, alt, width: undefined })),
	];
	const stored = new Map<string, Picture>();
	const left = [...drawings];
	const work = async (): Promise<void> => {
		for (let one = left.shift(); one; one = left.shift()) {
			const drawn = sharp(Buffer.from(one.svg), one.width ? { density: 300 } : {}).resize(one.width ? { width: one.width } : {});
			const bytes = await drawn.png({ compressionLevel: 1 }).toBuffer();
			stored.set(one.key, await storePicture(ctx, { bytes, alt: one.alt }));
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return stored;
}
