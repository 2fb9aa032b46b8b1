import type { Ctx } from '#platform/context/context.ts';
import { mediaPath } from '#media/picture.ts';

/** What a share card of this thing (`article:3`) shows, or null while it is not drawn. The page is about the thing anyway. */
export async function findSocialPicture(
	ctx: Ctx,
	thing: string,
): Promise<{ src: string; width: number; height: number } | null> {
	const row = await ctx.db
		.selectFrom('media.social_picture')
		.select('file')
		.where('thing', '=', thing)
		.executeTakeFirst();
	return row ? { src: mediaPath(row.file), width: 1200, height: 630 } : null;
}
