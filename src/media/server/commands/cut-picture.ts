import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { spoolFolder } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import type { CropBox } from '#media/crop-box.ts';
import type { PictureSize } from '#media/picture.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';

const KeepCrop = z.object({ picture: z.number(), box: z.string(), source: z.string(), made: z.custom<PictureSize>() });

const keepCrop = command(KeepCrop, async (ctx, { picture, box, source, made }) => {
	await ctx.db
		.insertInto('media.crop')
		.values({ picture, box, source, file: made.file, bytes: made.bytes, cut: ctx.now })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
});

/**
 * A part of a picture as a file of its own, cut once and then kept. Part of jobs. Null when the file that it would be cut from
 * is lost.
 */
export async function cutPicture(
	ctx: Ctx,
	{ picture, size, box }: { picture: number; size: PictureSize; box: CropBox },
): Promise<PictureSize | null> {
	const name = [box.left, box.top, box.width, box.height].join(',');
	const known = await ctx.db
		.selectFrom('media.crop')
		.select(['file', 'bytes'])
		.where('picture', '=', picture)
		.where('box', '=', name)
		.where('source', '=', size.file)
		.executeTakeFirst();
	if (known) return { ...known, width: box.width, height: box.height };
	const found = await ctx.files.read(size.file);
	if (!found) return null;
	const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
	await mkdir(folder, { recursive: true });
	try {
		const source = path.join(folder, size.file);
		await pipeline(Readable.fromWeb(found.stream as never), createWriteStream(source));
		const made = await workOnPixels({ kind: 'cut', source, folder, box }, { soon: true });
		await ctx.files.putFile(made.file, path.join(folder, made.file));
		await keepCrop(ctx, { picture, box: name, source: size.file, made });
		return made;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
