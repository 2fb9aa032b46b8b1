import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayDelete } from '#media/policy.ts';
import { dropPictures } from '#media/server/drop-pictures.ts';

/**
 * Takes a picture out of the library with its files. Refused while something shows it: a page with a hole in it is worse
 * than a picture too many. Throws Problem `picture.in-use` (409), `picture.not-found`.
 */
export const deletePicture = command(z.object({ id: z.coerce.number().int().positive() }), async (ctx, { id }) => {
	const picture = await ctx.db
		.selectFrom('media.picture')
		.select(['id', 'uploader'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!picture) throw notFound('picture');
	authorize(ctx.actor, 'picture.upload', mayDelete, picture);
	const { places } = await ctx.db
		.selectFrom('media.picture_use')
		.select((row) => row.fn.countAll<number>().as('places'))
		.where('picture', '=', id)
		.executeTakeFirstOrThrow();
	if (places) throw new Problem('picture.in-use', 409, { places });
	await dropPictures(ctx, [id]);
	return { id };
});
