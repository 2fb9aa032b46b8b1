import { mediaPath } from '#media/picture.ts';
import type { Brand } from '#site/brand.ts';

/** Where the logo of a brand is read. */
export const logoOf = (brand: Brand) =>
	brand.logo ? { src: mediaPath(brand.logo.file), width: brand.logo.width, height: brand.logo.height } : null;
