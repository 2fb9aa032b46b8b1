import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { layouts } from '#site/brand.ts';
import { mayChangeSite } from '#site/policy.ts';

export const ChangeLook = z.object({
	layout: z.enum(layouts),
	colour: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^#[0-9a-f]{6}$/, 'colour'),
});

/** Gives the house another layout and colour; every page follows at once. */
export const changeLook = command(ChangeLook, async (ctx, { layout, colour }) => {
	authorize(ctx.actor, 'site.change', mayChangeSite, null);
	await ctx.db.updateTable('site.brand').set({ layout, colour }).execute();
	ctx.record({ name: 'brand.changed', about: 'site' });
});
