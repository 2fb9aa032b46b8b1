import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { previewsChosen } from '#community/events.ts';
import { mayArrange } from '#community/policy.ts';

/** Says whether links in comments are looked at and shown as cards. Off, those that are there go at once. Safe to run twice. */
export const choosePreviews = command(
	z.object({ on: z.preprocess((value) => value === 'on' || value === true, z.boolean()) }),
	async (ctx, { on }) => {
		authorize(ctx.actor, 'category.create', mayArrange, null);
		const rule = await ctx.db.selectFrom('community.rule').select('previews_off').forUpdate().executeTakeFirstOrThrow();
		if (on === !rule.previews_off) return { on };
		await ctx.db
			.updateTable('community.rule')
			.set({ previews_off: on ? null : ctx.now })
			.execute();
		// Every page with a conversation shows them, or does not.
		ctx.record({ name: previewsChosen, about: 'site', data: { on } });
		return { on };
	},
);
