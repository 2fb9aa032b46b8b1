import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { tagDescribed } from '#content/events.ts';
import { mayArrange } from '#content/policy.ts';
import { tagThing } from '#content/server/company.ts';

export const DescribeTag = z.object({
	name: z.string().trim().min(1, 'missing').max(30, 'too-long'),
	description: z.string().trim().max(500, 'too-long'),
});

/** Says on a tag's page what it is about; nothing said takes that away. */
export const describeTag = command(DescribeTag, async (ctx, { name, description }) => {
	authorize(ctx.actor, 'tag.describe', mayArrange, null);
	if (description) {
		await ctx.db
			.insertInto('content.tag')
			.values({ name, description, changed: ctx.now })
			.onConflict((conflict) => conflict.column('name').doUpdateSet({ description, changed: ctx.now }))
			.execute();
	} else await ctx.db.deleteFrom('content.tag').where('name', '=', name).execute();
	ctx.record({ name: tagDescribed, about: tagThing(name), data: { tag: name } });
});
