import { reaction } from '#platform/job/job.ts';
import { pictureEncoded, type PictureChanged } from '#media/events.ts';
import { redrawComment } from '#community/server/commands/redraw-comment.ts';

/** The HTML of a comment is made when it is written; the smaller files that its pictures got since are put in here. */
export const redrawComments = reaction('community.redraw-comments', [pictureEncoded], async (ctx, fact) => {
	const { picture } = fact.data as unknown as PictureChanged;
	const used = await ctx.db
		.selectFrom('media.picture_use')
		.select('thing')
		.where('picture', '=', picture)
		.where('thing', 'like', 'comment:%')
		.execute();
	for (const { thing } of used) await redrawComment(ctx, { id: Number(thing.split(':')[1]) });
});
