/**
 * The process next door: all work on pixels happens here, one task at a time, so that neither a decoder that falls over
 * nor the memory and the processor time that pictures take reach the people who read pages. It ends when its parent does.
 */
import sharp from 'sharp';
import { Problem } from '#platform/problem.ts';
import { cutPicture } from '#media/server/pixels/cut-picture.ts';
import { cutPortrait } from '#media/server/pixels/cut-portrait.ts';
import { drawCard } from '#media/server/pixels/draw-card.ts';
import { drawIcons } from '#media/server/pixels/draw-icons.ts';
import { encodePicture } from '#media/server/pixels/encode-picture.ts';
import { lookAtPicture } from '#media/server/pixels/look-at-picture.ts';
import type { PixelCall, PixelReply, PixelTask } from '#media/server/pixels/task.ts';

sharp.cache(false);
sharp.concurrency(1);

const reply = (message: PixelReply): void => void process.send?.(message);

process.on('message', ({ number, task }: PixelCall) => {
	work(task).then(
		(answer) => reply({ number, answer }),
		(error: unknown) => {
			if (error instanceof Problem) {
				const { code, status, details } = error;
				reply({ number, problem: { code, status, details } });
			} else reply({ number, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) });
		},
	);
});
process.on('disconnect', () => process.exit(0));
// A signal to the whole group (a terminal, a service that is stopped) is for the parent; it says when this one may go.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

function work(task: PixelTask): Promise<unknown> {
	switch (task.kind) {
		case 'look':
			return lookAtPicture(task);
		case 'encode':
			return encodePicture(task);
		case 'cut':
			return cutPicture(task);
		case 'portrait':
			return cutPortrait(task);
		case 'card':
			return drawCard(task);
		case 'icons':
			return drawIcons(task);
	}
}
