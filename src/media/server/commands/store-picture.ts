import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { spool, spoolFolder, type Spooled } from '#platform/spool.ts';
import { randomToken } from '#platform/token.ts';
import { mayBring, mayRestore, mayUpload } from '#media/policy.ts';
import { pictureLimits } from '#media/picture-limits.ts';
import { plainSize, type Picture, type PictureFiles } from '#media/picture.ts';
import { encodePicture } from '#media/server/jobs/encode-picture.ts';
import { firstEncodings } from '#media/server/encodings.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';
import type { Look } from '#media/server/pixels/task.ts';
import { shelve } from '#media/server/commands/shelve.ts';
import { findPictureByDigest } from '#media/server/queries/find-picture.ts';

const percent = z.number().int().min(0).max(100);

const KeepPicture = z.object({
	digest: z.string(),
	look: z.custom<Look>((value) => typeof value === 'object' && value !== null),
	files: z.custom<PictureFiles>((value) => typeof value === 'object' && value !== null),
	alt: z.string().trim().max(500, 'too-long').default(''),
	caption: z.string().trim().max(500, 'too-long').default(''),
	focus: z.object({ x: percent, y: percent }).default({ x: 50, y: 50 }),
	uploaded: z.date().optional(),
	/** It is brought into a conversation, and no part of the library. */
	talked: z.boolean().default(false),
});

const keepPicture = command(
	KeepPicture,
	async (ctx, { digest, look, files, alt, caption, focus, uploaded, talked }) => {
		const row = await ctx.db
			.insertInto('media.picture')
			.values({
				digest,
				files,
				fallback: plainSize(files)?.file ?? '',
				original: look.original,
				frames: look.frames,
				width: look.width,
				height: look.height,
				colour: look.colour,
				alt,
				caption,
				focus_x: focus.x,
				focus_y: focus.y,
				uploaded: uploaded ?? ctx.now,
				uploader: memberOf(ctx.actor),
				talked: talked ? (uploaded ?? ctx.now) : null,
			})
			.onConflict((conflict) => conflict.column('digest').doNothing())
			.returning('id')
			.executeTakeFirst();
		if (row) ctx.queue(encodePicture, { picture: row.id });
		return (await findPictureByDigest(ctx, digest)) as Picture;
	},
);

/**
 * Stores a picture, once by content: the same bytes give the same picture. It answers as soon as every browser can be
 * served; the smallest encoding, which takes longest, follows by a job. `file` is discarded here. `talked`: it is brought into
 * a conversation, as every member may, and no part of the library. Throws Problem `picture.*` (413, 422).
 */
export async function storePicture(
	ctx: Ctx,
	input: ({ bytes: Uint8Array } | { file: Spooled }) & { alt?: string; talked?: boolean },
): Promise<Picture> {
	const upload = 'file' in input ? input.file : null;
	const { talked = false } = input;
	try {
		authorize(ctx.actor, 'picture.upload', talked ? mayBring : mayUpload, null);
		const file = upload ?? (await spoolBytes(ctx, (input as { bytes: Uint8Array }).bytes));
		try {
			if (file.size > pictureLimits.bytes) throw tooLarge();
			// The pixels are worked on before the transaction, which must not wait for them.
			const known = await findPictureByDigest(ctx, file.digest);
			const picture = known ?? (await prepare(ctx, file, { alt: input.alt ?? '', talked }));
			if (known || talked) await shelve(ctx, { picture: picture.id, talked });
			return picture;
		} finally {
			await file.discard();
		}
	} finally {
		await upload?.discard();
	}
}

/** A picture as it was in the library that it comes back from. */
export interface FormerPicture {
	/** SHA-256 of what was once uploaded, hex: by it the picture is known. */
	digest: string;
	/** As uploaded, in pixels; the kept original may be smaller. */
	width: number;
	height: number;
	alt: string;
	caption: string;
	focus: { x: number; y: number };
	uploaded: Date;
	/** It was no part of the library. */
	talked?: boolean;
}

/**
 * Takes back a picture by the original that was kept of it, under the digest that it had. What is there already stays as
 * it is. It is the operator's own: the digest is believed of the product itself only. Throws Problem
 * `picture.*` (413, 422).
 */
export async function restorePicture(
	ctx: Ctx,
	{ bytes, former }: { bytes: Uint8Array; former: FormerPicture },
): Promise<Picture> {
	authorize(ctx.actor, 'picture.restore', mayRestore, null);
	const file = await spoolBytes(ctx, bytes);
	try {
		const { digest } = former;
		return (await findPictureByDigest(ctx, digest)) ?? (await prepare(ctx, { ...file, digest }, former, former));
	} finally {
		await file.discard();
	}
}

async function prepare(
	ctx: Ctx,
	{ path: source, digest }: Pick<Spooled, 'path' | 'digest'>,
	{ alt, talked = false }: { alt: string; talked?: boolean },
	former?: FormerPicture,
): Promise<Picture> {
	const folder = path.join(spoolFolder(ctx.settings.data), `pixels-${randomToken(12)}`);
	await mkdir(folder, { recursive: true });
	try {
		const look = await workOnPixels(
			{ kind: 'look', source, folder, ...(former ? { kept: true } : {}) },
			{ soon: true },
		);
		const files = await firstEncodings(ctx, { source: path.join(folder, look.original), folder, frames: look.frames });
		// The files first: a crash leaves files that nobody names, never a name without its file.
		await ctx.files.putFile(look.original, path.join(folder, look.original));
		if (!former) return await keepPicture(ctx, { digest, look, files, alt, talked });
		const { caption, focus, uploaded } = former;
		return await keepPicture(ctx, {
			digest,
			look: { ...look, ...sizeOf(former, look) },
			files,
			alt,
			caption,
			focus,
			uploaded,
			talked,
		});
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The size that a picture had when it was uploaded, where that is the same picture in large. */
function sizeOf(former: FormerPicture, look: Look): { width: number; height: number } {
	const { width, height } = former;
	const alike = width >= look.width && Math.abs(width * look.height - height * look.width) <= width + height;
	return alike ? { width, height } : { width: look.width, height: look.height };
}

const tooLarge = (): Problem => new Problem('picture.too-large', 413, { megabytes: pictureLimits.bytes / 1024 / 1024 });

function spoolBytes(ctx: Ctx, bytes: Uint8Array): Promise<Spooled> {
	if (bytes.length > pictureLimits.bytes) throw tooLarge();
	return spool(Readable.from([bytes]), spoolFolder(ctx.settings.data), pictureLimits.bytes);
}
