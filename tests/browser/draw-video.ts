import { writeFileSync } from 'node:fs';
import { encode } from 'uqr';

/**
 * Writes what a camera sees that is held over a QR code: a still film that Chromium takes for its camera (`camera` below). Y4M, whose frames are
 * grey values followed by colours, which stay neutral.
 */
export function drawVideo(file: string, text: string): void {
	const [width, height] = [640, 480];
	const { data, size } = encode(text, { ecc: 'M', border: 4 });
	const square = Math.floor(height / size);
	const left = Math.floor((width - square * size) / 2);
	const grey = Buffer.alloc(width * height, 200);
	data.forEach((row, y) =>
		row.forEach((dark, x) => {
			for (let line = 0; line < square; line++) {
				const from = (y * square + line) * width + left + x * square;
				grey.fill(dark ? 20 : 235, from, from + square);
			}
		}),
	);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((width * height) / 2, 128)]);
	const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
	writeFileSync(file, Buffer.concat([head, ...Array<Buffer>(10).fill(frame)]));
}

/** Flags for a browser whose camera shows a film, and which is allowed to look. */
export const camera = (file: string): string[] => [
	'--use-fake-device-for-media-stream',
	'--use-fake-ui-for-media-stream',
	`--use-file-for-fake-video-capture=${file}`,
];
