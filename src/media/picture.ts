/** One width of a picture, as a file of the site. Widths and heights are pixels. */
export interface PictureSize {
	file: string;
	width: number;
	height: number;
	bytes: number;
}

/** The encodings of a picture; `still` is for those who want no motion. */
export interface PictureFiles {
	/** Empty until the job has made them; always empty for what moves. */
	avif: PictureSize[];
	webp: PictureSize[];
	/** JPEG, or PNG where something shows through. */
	plain: PictureSize[];
	/** WebP of the first frame of what moves, otherwise empty. */
	still: PictureSize[];
}

export interface Picture {
	id: number;
	width: number;
	height: number;
	alt: string;
	caption: string;
	/** `#rrggbb`, shown while the picture loads. */
	colour: string;
	/** The part that stays in sight where the picture is cut, in hundredths of its width and height. */
	focus: { x: number; y: number };
	files: PictureFiles;
	/** Address of the size for those who read nothing but JPEG and PNG. */
	src: string;
}

/** The name of a picture among the things that pages are about. */
export const pictureThing = (id: number): string => `picture:${id}`;

/** The size that stands for a picture where only one can be named: feeds, mail, link previews. */
export const plainSize = ({ plain }: PictureFiles): PictureSize | undefined =>
	plain.findLast((size) => size.width <= 1200) ?? plain[0];

/** Where a file of the site is read. */
export const mediaPath = (file: string): string => `/media/${file}`;

/** The `srcset` of these sizes. */
export const sourceSet = (sizes: readonly PictureSize[]): string =>
	sizes.map((size) => `${mediaPath(size.file)} ${size.width}w`).join(', ');

/** A picture as pages and documents show it: every encoding in every size, what stands in for it, what must be seen. */
export interface ShownPicture {
	src: string;
	srcset: string;
	width: number;
	height: number;
	formats: { type: string; srcset: string; media?: string }[];
	colour: string;
	focus: string;
}

export function shownPicture({ files, src, width, height, colour, focus }: Picture): ShownPicture {
	const formats: ShownPicture['formats'] = [];
	if (files.still.length)
		formats.push({ type: 'image/webp', srcset: sourceSet(files.still), media: '(prefers-reduced-motion: reduce)' });
	if (files.avif.length) formats.push({ type: 'image/avif', srcset: sourceSet(files.avif) });
	if (files.webp.length) formats.push({ type: 'image/webp', srcset: sourceSet(files.webp) });
	return { src, srcset: sourceSet(files.plain), width, height, formats, colour, focus: focusClass(focus) };
}

/** The class names of style.css for a focus: nine places are enough where at most half of a picture is cut away. */
export function focusClass({ x, y }: Picture['focus']): string {
	const place = (part: number): 0 | 50 | 100 => (part < 34 ? 0 : part > 66 ? 100 : 50);
	const names = [place(x) === 50 ? '' : `fx-${place(x)}`, place(y) === 50 ? '' : `fy-${place(y)}`];
	return names.filter(Boolean).join(' ');
}
