import { plainSize, type Picture } from '#media/picture.ts';
import type { SharePicture } from '#seo/head.ts';

/** The name of the first page among the things that have a share card of their own. */
export const homeThing = 'home';

/** A stored picture for a share card, with the size of the file that is fetched. */
export function sharePicture(picture: Picture | null | undefined): SharePicture | null {
	const file = picture && plainSize(picture.files);
	return file ? { src: picture.src, width: file.width, height: file.height, alt: picture.alt } : null;
}
