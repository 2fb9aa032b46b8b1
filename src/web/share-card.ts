import type { Ctx } from '#platform/context/context.ts';
import { findSocialPicture } from '#media/server/index.ts';
import type { SharePicture } from '#seo/head.ts';

/** The drawn share card of a thing, for the head of its page; the page changes when it is drawn anew. */
export async function shareCard(ctx: Ctx, thing: string, alt: string): Promise<SharePicture | null> {
	ctx.about(thing);
	const card = await findSocialPicture(ctx, thing);
	return card && { ...card, alt };
}
