import { escapeHtml } from './escape-html.ts';

/** Where a picture is read, and how large its `src` is, in pixels. */
export interface PictureSources {
	src: string;
	/** As in HTML: `/media/a-400.webp 400w, …`. */
	srcset?: string;
	width: number;
	height: number;
	/** The same picture in other encodings, the best first; a browser takes the first that it reads. */
	formats?: readonly PictureFormat[];
	/** `#rrggbb`, shown until the picture is there. */
	colour?: string;
	/** Class names that say which part must stay in sight where the picture is cut. */
	focus?: string;
}

/** One encoding of a picture, as a `<source>` names it. */
export interface PictureFormat {
	/** `image/avif`. */
	type: string;
	srcset: string;
	/** Media query under which it is taken: a still picture for those who want no motion. */
	media?: string;
}

/**
 * A picture in its encodings and sizes. Without a width and a height (0) it has no dimensions, because its file is not
 * known here. `sizes`: its width on the page, as in HTML.
 */
export function imageHtml(sources: PictureSources, alt: string, sizes: string): string {
	const { src, srcset, width, height, formats = [], colour, focus } = sources;
	const attributes = [
		'loading="lazy" decoding="async"',
		attribute('src', src),
		srcset && attribute('srcset', srcset) + ' ' + attribute('sizes', sizes),
		width && height && `width="${Number(width)}" height="${Number(height)}"`,
		focus && attribute('class', focus),
		colour && attribute('data-colour', colour),
		attribute('alt', alt),
	];
	const image = `<img ${attributes.filter(Boolean).join(' ')}>`;
	if (!formats.length) return image;
	const given = formats.map(({ type, srcset: set, media }) => {
		const parts = [attribute('type', type), media && attribute('media', media), attribute('srcset', set)];
		return `<source ${parts.filter(Boolean).join(' ')} ${attribute('sizes', sizes)}>`;
	});
	return `<picture>${given.join('')}${image}</picture>`;
}

const attribute = (name: string, value: string): string => `${name}="${escapeHtml(value)}"`;
