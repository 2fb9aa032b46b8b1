import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { fileDeleted } from '#media/events.ts';
import { fileThing } from '#media/attachment.ts';
import { mayDelete } from '#media/policy.ts';

/**
 * Takes a file out of the library. Refused while something offers it: a link to nothing is worse than a file too many.
 * Throws Problem `file.in-use` (409), `file.not-found`.
 */
export const deleteFile = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const file = await ctx.db
		.selectFrom('media.file')
		.select(['id', 'file', 'uploader'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!file) throw notFound('file');
	authorize(ctx.actor, 'file.upload', mayDelete, file);
	const uses = await ctx.db.selectFrom('media.file_use').select('thing').where('file', '=', id).execute();
	if (uses.length) throw new Problem('file.in-use', 409, { places: uses.length });
	await ctx.db.deleteFrom('media.file').where('id', '=', id).execute();
	ctx.record({ name: fileDeleted, about: fileThing(id), data: { file: id } });
	// The bytes last, once nobody names them: a crash leaves bytes behind, never a name without.
	ctx.afterCommit(async () => {
		const [again] = await ctx.sql<{ there: boolean }[]>`
			select exists (select from media.file where file = ${file.file}) as there`;
		if (!again?.there) await ctx.files.remove(file.file);
	});
	return { id };
});
