import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { Problem } from '#platform/problem.ts';
import { spoolFolder } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { pictureEncoded } from '#media/events.ts';
import { pictureThing, plainSize, type PictureFiles } from '#media/picture.ts';
import { currentEncoding, firstEncodings, lastEncoding } from '#media/server/encodings.ts';

const KeepEncodings = z.object({
	picture: z.number(),
	files: z.custom<PictureFiles>((value) => typeof value === 'object' && value !== null),
});

const keepEncodings = command(KeepEncodings, async (ctx, { picture, files }) => {
	const { numUpdatedRows } = await ctx.db
		.updateTable('media.picture')
		.set({ files, fallback: plainSize(files)?.file ?? '', encoding: currentEncoding })
		.where('id', '=', picture)
		.where('encoding', '<', currentEncoding)
		.executeTakeFirst();
	// Twice at once is once; a picture that was deleted meanwhile is nobody's any more.
	if (numUpdatedRows) ctx.record({ name: pictureEncoded, about: pictureThing(picture), data: { picture } });
});

/** Makes what a picture still lacks of the encodings in force; pages show the others until then. */
export const encodePicture = job<{ picture: number }>(
	'media.encode-picture',
	{ patient: true },
	async (ctx, { picture }) => {
		const row = await ctx.db
			.selectFrom('media.picture')
			.select(['id', 'files', 'original', 'frames', 'encoding'])
			.where('id', '=', picture)
			.executeTakeFirst();
		if (!row || row.encoding >= currentEncoding) return;
		const files = row.files as PictureFiles;
		// From before originals were kept, the widest size is the best that is left.
		const source = row.original ?? files.webp.at(-1)?.file ?? '';
		const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
		await mkdir(folder, { recursive: true });
		try {
			const fetched = await fetchFile(ctx, source, folder);
			if (!fetched) {
				ctx.log.error('a picture has lost its file', { picture, file: source });
				return await keepEncodings(ctx, { picture, files });
			}
			const place = { source: fetched, folder, frames: row.frames };
			const first = row.original ? files : await firstEncodings(ctx, place, false);
			await keepEncodings(ctx, { picture, files: { ...first, avif: await lastEncoding(ctx, place) } });
		} catch (error) {
			// It cannot be read and never will: what there is stays.
			if (!(error instanceof Problem)) throw error;
			ctx.log.error('a picture cannot be encoded', { picture, error });
			await keepEncodings(ctx, { picture, files });
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	},
);

async function fetchFile(ctx: Ctx, name: string, folder: string): Promise<string | null> {
	const found = name ? await ctx.files.read(name) : null;
	if (!found) return null;
	const target = path.join(folder, name);
	await pipeline(Readable.fromWeb(found.stream as never), createWriteStream(target));
	return target;
}

/** Milliseconds that one run goes on for; the next one takes up where it ended. */
const turn = 4 * 60_000;

/** Pictures from before the encodings in force, one after the other, newest first. */
export const renewPictures = job(
	'media.renew-pictures',
	{ every: '*/5 * * * *', retries: 0, patient: true },
	async (ctx) => {
		const began = performance.now();
		let before = Number.MAX_SAFE_INTEGER;
		while (performance.now() - began < turn) {
			const row = await ctx.db
				.selectFrom('media.picture')
				.select('id')
				.where('encoding', '<', currentEncoding)
				.where('id', '<', before)
				// Those that were just uploaded have a job of their own.
				.where('uploaded', '<', new Date(ctx.now.getTime() - 10 * 60_000))
				.orderBy('id', 'desc')
				.limit(1)
				.executeTakeFirst();
			if (!row) return;
			before = row.id;
			await encodePicture.run(ctx, { picture: row.id });
		}
	},
);
