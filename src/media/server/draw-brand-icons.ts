import path from 'node:path';
import type { Ctx } from '#platform/context/context.ts';
import { dressed, type Dress } from '#media/server/dress.ts';
import { workOnPixels } from '#media/server/pixels/pixel-process.ts';
import type { IconFiles } from '#media/server/pixels/task.ts';

/** Draws a brand's icons into the site's files. The same brand gives the same names. */
export const drawBrandIcons = (ctx: Ctx, dress: Dress): Promise<IconFiles> =>
	dressed(ctx, dress, async (look) => {
		const drawn = await workOnPixels({ kind: 'icons', ...look });
		for (const file of Object.values(drawn) as (string | null)[])
			if (file) await ctx.files.putFile(file, path.join(look.folder, file));
		return drawn;
	});
