import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { helpersCounted } from '#community/events.ts';
import { helpersThing } from '#community/helping.ts';
import { mayBeModest } from '#community/policy.ts';

/** Keeps a member off the lists of those who help, at once, or lets them be counted again. Safe to run twice. */
export const beModest = command(
	z.object({ member: z.number().int().positive(), modest: z.boolean() }),
	async (ctx, { member, modest }) => {
		authorize(ctx.actor, 'helper.hide', mayBeModest, { member });
		if (!modest) {
			await ctx.db.deleteFrom('community.modest').where('member', '=', member).execute();
			return;
		}
		const added = await ctx.db
			.insertInto('community.modest')
			.values({ member, since: ctx.now })
			.onConflict((row) => row.doNothing())
			.returning('member')
			.executeTakeFirst();
		if (!added) return;
		await ctx.db.deleteFrom('community.helper').where('member', '=', member).execute();
		ctx.record({ name: helpersCounted, about: helpersThing });
	},
);

/** Whether a member does not want to stand on such lists. */
export const readModest = query(z.object({ member: z.number().int().positive() }), async (ctx, { member }) => {
	const row = await ctx.db
		.selectFrom('community.modest')
		.select('since')
		.where('member', '=', member)
		.executeTakeFirst();
	return row !== undefined;
});
