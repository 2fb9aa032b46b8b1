import { pictureAddress } from './address.ts';
import { escapeHtml } from './escape-html.ts';
import { imageHtml } from './image-html.ts';
import { renderLink, type Rendering } from './rendering.ts';
import type { Picture, PictureAttributes } from './schema.ts';

/** A picture with its caption. */
export function renderPicture(picture: PictureAttributes, rendering: Rendering): string {
	const sources = picture.id === null ? null : (rendering.pictureSources?.(picture.id) ?? null);
	const src = sources?.src ?? pictureAddress(picture.src);
	if (!src) return '';
	const caption = picture.caption ? `<figcaption>${escapeHtml(picture.caption)}</figcaption>` : '';
	// A picture kept elsewhere would tell that place who reads here; it is a link until it is taken into the library.
	if (!sources && !src.startsWith('/')) {
		return `<figure class="picture">${renderLink({ href: src }, escapeHtml(picture.alt || picture.caption || src), rendering)}${caption}</figure>`;
	}
	const shown = sources ?? { src, width: picture.width ?? 0, height: picture.height ?? 0 };
	const image = imageHtml(shown, picture.alt, rendering.pictureSizes ?? '(min-width: 44rem) 42rem, 100vw');
	return `<figure class="picture">${image}${caption}</figure>`;
}

/** Several pictures side by side; the number in the class lays them out. */
export function renderGallery(pictures: readonly Picture[], rendering: Rendering): string {
	const half = { ...rendering, pictureSizes: '(min-width: 44rem) 21rem, 50vw' };
	const shown = pictures.map(({ attrs }) => renderPicture(attrs, half)).filter(Boolean);
	return shown.length ? `<div class="gallery gallery-${shown.length}">${shown.join('')}</div>` : '';
}
