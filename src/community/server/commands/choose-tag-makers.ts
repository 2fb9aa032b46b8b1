import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { tagMakersChosen } from '#community/events.ts';
import { mayArrange } from '#community/policy.ts';
import { tagMakers } from '#community/tag.ts';

/** Says who makes tags that nobody had used: members from this trust level on; the last: only those who work here. Safe to run twice. */
export const chooseTagMakers = command(
	z.object({ from: z.coerce.number().pipe(z.literal(tagMakers, 'wrong')) }),
	async (ctx, { from }) => {
		authorize(ctx.actor, 'category.create', mayArrange, null);
		const rule = await ctx.db.selectFrom('community.rule').select('tags_from').forUpdate().executeTakeFirstOrThrow();
		if (rule.tags_from === from) return { from };
		await ctx.db.updateTable('community.rule').set({ tags_from: from }).execute();
		// No page shows it: it is asked when somebody chooses tags.
		ctx.record({ name: tagMakersChosen, about: 'tag-makers', data: { from, before: rule.tags_from } });
		return { from };
	},
);
