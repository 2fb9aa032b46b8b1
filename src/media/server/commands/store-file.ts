import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import type { Spooled } from '#platform/spool.ts';
import type { Attachment } from '#media/attachment.ts';
import { mayUpload } from '#media/policy.ts';
import { attachmentKind } from '#media/server/attachment-kind.ts';
import { findFileByDigest } from '#media/server/queries/find-files.ts';

const KeepFile = z.object({
	digest: z.string(),
	file: z.string(),
	name: z.string(),
	type: z.string(),
	size: z.number(),
	uploaded: z.date().optional(),
});

const keepFile = command(KeepFile, async (ctx, input) => {
	await ctx.db
		.insertInto('media.file')
		.values({
			...input,
			uploaded: input.uploaded ?? ctx.now,
			uploader: memberOf(ctx.actor),
		})
		.onConflict((conflict) => conflict.column('digest').doNothing())
		.execute();
	return (await findFileByDigest(ctx, input.digest)) as Attachment;
});

/**
 * Stores a file that readers may download, once by content: the same bytes give the same file under its first name. What
 * it is follows from its content. `file` is discarded here. Throws Problem `file.wrong-type`, `file.macros`, `file.empty`
 * (422), `file.too-large` (413).
 */
export async function storeFile(
	ctx: Ctx,
	{ file, name, uploaded }: { file: Spooled; name: string; uploaded?: Date | undefined },
): Promise<Attachment> {
	try {
		authorize(ctx.actor, 'file.upload', mayUpload, null);
		if (!file.size) throw new Problem('file.empty', 422);
		const known = await findFileByDigest(ctx, file.digest);
		if (known) return known;
		const { ending, type } = await attachmentKind(file.path, file.size, name);
		const stored = `${file.digest.slice(0, 40)}.${ending}`;
		// The file first: a crash leaves a file that nobody names, never a name without its file.
		await ctx.files.putFile(stored, file.path);
		return await keepFile(ctx, {
			digest: file.digest,
			file: stored,
			name: properName(name, ending),
			type,
			size: file.size,
			// A time that is gone is believed of the product itself only.
			...(uploaded && ctx.actor.kind === 'system' ? { uploaded } : {}),
		});
	} finally {
		await file.discard();
	}
}

/** The name without folders, without what no file system takes, and with the ending that the content deserves. */
function properName(given: string, ending: string): string {
	const bare = (given.split(/[/\\]/).at(-1) ?? '')
		.normalize('NFC')
		// Control characters, and marks that make text run the other way: `fdp.exe` must not read as `exe.pdf`.
		.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
		.replace(new RegExp(`\\.(?:${ending}|[a-z0-9]{1,5})$`, 'i'), '')
		.replace(/^[\s.]+|[\s.]+$/g, '');
	return `${[...bare].slice(0, 120).join('') || 'file'}.${ending}`;
}
