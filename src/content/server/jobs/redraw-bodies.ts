import { reaction } from '#platform/job/job.ts';
import { pictureDescribed, pictureEncoded, type PictureChanged } from '#media/events.ts';
import { redrawBody } from '#content/server/commands/redraw-body.ts';

/** The HTML of articles and pages is made when they are written; what their pictures got since is put in here. */
export const redrawBodies = reaction('content.redraw-bodies', [pictureEncoded, pictureDescribed], async (ctx, fact) => {
	const { picture } = fact.data as unknown as PictureChanged;
	const used = await ctx.db.selectFrom('media.picture_use').select('thing').where('picture', '=', picture).execute();
	for (const { thing } of used) {
		const [kind, id] = thing.split(':');
		if (kind === 'article' || kind === 'page') await redrawBody(ctx, { kind, id: Number(id) });
	}
});
