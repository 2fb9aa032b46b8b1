import type { PictureSize } from '#media/picture.ts';

/** Work on pixels, done in the process next door. Files are read from and written to this machine's disk. */
export type PixelTask = LookTask | EncodeTask;

/** Looks at an upload: what it is, and its original as it is kept. */
export interface LookTask {
	kind: 'look';
	source: string;
	/** Folder that the made files are written to; they are called after their content. */
	folder: string;
}

/** Makes encodings of a kept original. */
export interface EncodeTask {
	kind: 'encode';
	source: string;
	folder: string;
	format: 'avif' | 'webp' | 'plain' | 'still';
	widths: readonly number[];
}

export interface Look {
	width: number;
	height: number;
	frames: number;
	colour: string;
	original: string;
}

export interface PixelAnswers {
	look: Look;
	encode: PictureSize[];
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
