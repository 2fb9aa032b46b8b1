import sharp from 'sharp';
import type { Ctx } from '#platform/context/context.ts';
import { storePicture } from '#media/server/index.ts';
import type { Picture } from '#media/picture.ts';
import { articles, brand, pictures } from '#app/sample-brand/content/index.ts';

/** Width of the logo in pixels before it is made into sizes. */
const logoWidth = 400;

/** The pictures of the sample, on their way into the media library. */
export interface StoredPictures {
	/** The picture with this key as soon as it is stored; the logo is called `logo`. */
	find(key: string): Promise<Picture>;
	/** Takes on no further picture and waits for the last one. */
	stop(): Promise<void>;
}

/**
 * Draws and stores the pictures one after the other, in the order in which they are wanted, while the rest is told: the
 * pixels are half of the work. Safe to repeat: the same drawing is one picture.
 */
export function storePictures(ctx: Ctx): StoredPictures {
	const stored = new Map<string, Promise<Picture>>();
	let stopped = false;
	let before: Promise<unknown> = Promise.resolve();
	const add = (key: string, svg: string, alt: string, width?: number): void => {
		const picture = before.then(async () => {
			if (stopped) throw new Error('The sample is told no further');
			const drawn = sharp(Buffer.from(svg), width ? { density: 300 } : {}).resize(width ? { width } : {});
			return storePicture(ctx, { bytes: await drawn.png({ compressionLevel: 1 }).toBuffer(), alt });
		});
		stored.set(key, picture);
		// Whoever wants the picture hears of its failure.
		before = picture.catch(() => undefined);
	};
	add('logo', brand.logo, brand.name, logoWidth);
	const wanted = articles.map(({ cover, markdown }) => `${cover} ${markdown}`);
	const firstUse = (key: string): number =>
		wanted.findIndex((text) => text.startsWith(`${key} `) || text.includes(`picture:${key})`)) + 1 || wanted.length + 1;
	for (const { key, svg, alt } of [...pictures].sort((one, other) => firstUse(one.key) - firstUse(other.key)))
		add(key, svg, alt);
	return {
		find(key) {
			const picture = stored.get(key);
			if (!picture) throw new Error(`The sample has no picture ${key}`);
			return picture;
		},
		async stop() {
			stopped = true;
			await before;
		},
	};
}
