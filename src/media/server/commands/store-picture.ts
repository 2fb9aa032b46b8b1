import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { preparePicture } from '#media/server/prepare-picture.ts';
import { findPictureByDigest } from '#media/server/queries/find-picture.ts';
import { mayUpload } from '#media/policy.ts';
import type { Picture } from '#media/picture.ts';
import type { PreparedPicture } from '#media/server/prepare-picture.ts';

const StorePicture = z.object({
	prepared: z.custom<PreparedPicture>((value) => typeof value === 'object' && value !== null && 'digest' in value),
	alt: z.string().max(500, 'too-long').default(''),
});

const keepPicture = command(StorePicture, async (ctx, { prepared, alt }) => {
	const known = await findPictureByDigest(ctx, prepared.digest);
	if (known) return known;
	// The files first: a crash leaves files that nobody names, never a name without its file.
	for (const file of [...prepared.sizes, prepared.fallback]) await ctx.files.put(file.name, file.bytes);
	await ctx.db
		.insertInto('media.picture')
		.values({
			digest: prepared.digest,
			sizes: prepared.sizes.map(({ name, width, height, bytes }) => ({
				file: name,
				width,
				height,
				bytes: bytes.length,
			})),
			fallback: prepared.fallback.name,
			width: prepared.width,
			height: prepared.height,
			colour: prepared.colour,
			alt,
			uploaded: ctx.now,
			uploader: ctx.actor.kind === 'member' ? ctx.actor.member : null,
		})
		.onConflict((conflict) => conflict.column('digest').doNothing())
		.execute();
	return (await findPictureByDigest(ctx, prepared.digest)) as Picture;
});

/**
 * Stores a picture, once by content: the same bytes give the same picture. The pixels are worked on before the
 * transaction, which must not wait for them.
 */
export async function storePicture(ctx: Ctx, input: { bytes: Buffer; alt?: string }): Promise<Picture> {
	authorize(ctx.actor, 'picture.upload', mayUpload, null);
	return keepPicture(ctx, { prepared: await preparePicture(input.bytes), alt: input.alt ?? '' });
}
