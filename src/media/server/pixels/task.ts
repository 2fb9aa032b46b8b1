import type { CropBox } from '#media/crop-box.ts';
import type { PictureSize } from '#media/picture.ts';

/** Work on pixels, done in the process next door. Files are read from and written to this machine's disk. */
export type PixelTask = LookTask | EncodeTask | CutTask | PortraitTask | CardTask | IconTask;

/** Looks at an upload: what it is, and its original as it is kept. */
export interface LookTask {
	kind: 'look';
	source: string;
	/** Folder that the made files are written to; they are called after their content. */
	folder: string;
	/** True: it may be an original that was kept once; where it has nothing but pixels it stays as it is, bit by bit. */
	kept?: boolean;
}

/** Makes encodings of a kept original. */
export interface EncodeTask {
	kind: 'encode';
	source: string;
	folder: string;
	format: 'avif' | 'webp' | 'plain' | 'still';
	widths: readonly number[];
}

/** Cuts a part out of a picture. */
export interface CutTask {
	kind: 'cut';
	source: string;
	folder: string;
	box: CropBox;
}

/** Cuts a kept original to squares. */
export interface PortraitTask {
	kind: 'portrait';
	source: string;
	folder: string;
	/** Pixels of each square. */
	sides: readonly number[];
}

export interface Look {
	width: number;
	height: number;
	frames: number;
	colour: string;
	original: string;
}

/** How a brand looks where something is drawn for it. Colours are `#rrggbb`; the logo is a file on disk. */
interface Dress {
	name: string;
	background: string;
	/** Of what stands on the background; readable on it. */
	ink: string;
	logo: string | null;
}

/** Draws the share card of a title. */
export interface CardTask extends Dress {
	kind: 'card';
	folder: string;
	title: string;
}

/** Draws the icons of a brand. */
export interface IconTask extends Dress {
	kind: 'icons';
	folder: string;
}

/** File names. The SVG is there for a drawn monogram only. */
export interface IconFiles {
	ico: string;
	svg: string | null;
	/** 180 × 180, for home screens of Apple's. */
	apple: string;
	/** 192 × 192 and 512 × 512, for the manifest. */
	medium: string;
	large: string;
	/** 512 × 512 with room around, for launchers that cut. */
	maskable: string;
}

export interface PixelAnswers {
	look: Look;
	encode: PictureSize[];
	/** Names of the files, in the order of the sides. */
	portrait: string[];
	cut: PictureSize;
	/** Name of the file. */
	card: string;
	icons: IconFiles;
}

/** What goes over the wire between the two processes. */
export interface PixelCall {
	number: number;
	task: PixelTask;
}
export type PixelReply =
	| { number: number; answer: unknown }
	| { number: number; problem: { code: string; status: number; details: Record<string, unknown> } }
	| { number: number; bug: string };
