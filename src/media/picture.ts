/** One width of a picture, as a file of the site. Widths and heights are pixels. */
export interface PictureSize {
	file: string;
	width: number;
	height: number;
	bytes: number;
}

export interface Picture {
	id: number;
	width: number;
	height: number;
	alt: string;
	/** `#rrggbb`, shown while the picture loads. */
	colour: string;
	sizes: PictureSize[];
	/** Address of the size for those who read no WebP. */
	src: string;
}

/** Where a file of the site is read. */
export const mediaPath = (file: string): string => `/media/${file}`;

/** The `srcset` of a picture. */
export const sourceSet = (sizes: readonly PictureSize[]): string =>
	sizes.map((size) => `${mediaPath(size.file)} ${size.width}w`).join(', ');
