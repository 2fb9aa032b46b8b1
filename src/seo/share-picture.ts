import type { Picture } from '#media/picture.ts';
import type { SharePicture } from '#seo/head.ts';

/** Widest file that stands at a picture's `src`, in pixels. */
const widest = 1200;

/** A stored picture for a share card, with the size of the file that is fetched. */
export function sharePicture(picture: Picture | null | undefined): SharePicture | null {
	if (!picture) return null;
	const width = Math.min(widest, picture.width);
	return { src: picture.src, width, height: Math.round((picture.height * width) / picture.width), alt: picture.alt };
}
