import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { drawBrandIcons, drawingDigest } from '#media/server/index.ts';
import type { BrandIcons } from '#site/brand.ts';

const KeepIcons = z.object({ icons: z.custom<BrandIcons>((value) => typeof value === 'object' && value !== null) });

const keepIcons = command(KeepIcons, async (ctx, { icons }) => {
	await ctx.db.updateTable('site.brand').set({ icons }).execute();
	ctx.record({ name: 'brand.icons-drawn', about: 'site' });
});

/** Draws the brand's icons when it has another name, colour or logo; every hour where that was never done. */
export const drawIcons = job(
	'site.draw-icons',
	{ on: ['brand.changed', 'site.ready'], every: '41 * * * *' },
	async (ctx) => {
		const row = await ctx.db
			.selectFrom('site.brand')
			.select(['name', 'colour', 'logo', 'icons', 'ready'])
			.executeTakeFirstOrThrow();
		const digest = drawingDigest(row);
		if (!row.name || (row.icons as BrandIcons | null)?.digest === digest) return;
		await keepIcons(ctx, { icons: { ...(await drawBrandIcons(ctx, row)), digest } });
	},
);
