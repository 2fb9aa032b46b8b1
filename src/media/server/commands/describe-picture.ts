import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { pictureDescribed } from '#media/events.ts';
import { pictureThing } from '#media/picture.ts';
import { mayUpload } from '#media/policy.ts';

const hundredth = z.coerce.number().int().min(0).max(100);

export const DescribePicture = z.object({
	id: z.coerce.number().int().positive(),
	/** What is to be seen, for those who do not see it. */
	alt: z.string().trim().max(500, 'too-long'),
	caption: z.string().trim().max(300, 'too-long').optional(),
	/** What must stay in sight where the picture is cut, in hundredths of its width and height. */
	focus: z.object({ x: hundredth, y: hundredth }).optional(),
});

/** Says what a picture shows, and which part of it must stay in sight; every page that shows it follows. */
export const describePicture = command(DescribePicture, async (ctx, { id, alt, caption, focus }) => {
	authorize(ctx.actor, 'picture.upload', mayUpload, null);
	const { numUpdatedRows } = await ctx.db
		.updateTable('media.picture')
		.set({
			alt,
			...(caption === undefined ? {} : { caption }),
			...(focus ? { focus_x: focus.x, focus_y: focus.y } : {}),
		})
		.where('id', '=', id)
		.executeTakeFirst();
	if (!numUpdatedRows) throw notFound('picture');
	ctx.record({ name: pictureDescribed, about: pictureThing(id), data: { picture: id } });
	return { id };
});
