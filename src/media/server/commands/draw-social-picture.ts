import path from 'node:path';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { socialPictureDrawn } from '#media/events.ts';
import { drawingDigest, dressed, type Dress } from '#media/server/dress.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';

const KeepSocialPicture = z.object({ thing: z.string().max(200), digest: z.string(), file: z.string() });

const keepSocialPicture = command(KeepSocialPicture, async (ctx, { thing, digest, file }) => {
	const row = { digest, file, drawn: ctx.now };
	await ctx.db
		.insertInto('media.social_picture')
		.values({ thing, ...row })
		.onConflict((conflict) => conflict.column('thing').doUpdateSet(row))
		.execute();
	ctx.record({ name: socialPictureDrawn, about: thing, data: { thing } });
});

/**
 * Draws what a share card of a thing shows: its title in the brand's look, 1200 × 630 pixels. What has been drawn of the
 * same title and the same look stays. Part of jobs; the earlier file stays too, since networks remember its address.
 */
export async function drawSocialPicture(
	ctx: Ctx,
	{ thing, title, dress }: { thing: string; title: string; dress: Dress },
): Promise<void> {
	const digest = drawingDigest(dress, title);
	const known = await ctx.db
		.selectFrom('media.social_picture')
		.select('digest')
		.where('thing', '=', thing)
		.executeTakeFirst();
	if (known?.digest === digest) return;
	const file = await dressed(ctx, dress, async (look) => {
		const drawn = await workOnPixels({ kind: 'card', title, ...look });
		await ctx.files.putFile(drawn, path.join(look.folder, drawn));
		return drawn;
	});
	await keepSocialPicture(ctx, { thing, digest, file });
}
