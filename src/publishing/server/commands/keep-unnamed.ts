import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { authorUnnamed } from '#publishing/events.ts';
import { mayUnname } from '#publishing/policy.ts';

/** Keeps in mind that somebody on a network does not want to be named here. Safe to repeat. */
export const keepUnnamed = command(
	z.object({ network: z.string().max(40), author: z.string().min(1).max(200) }),
	async (ctx, { network, author }) => {
		authorize(ctx.actor, 'conversation.answer', mayUnname, null);
		const kept = await ctx.db
			.insertInto('publishing.unnamed')
			.values({ network, author_name: author, since: ctx.now, by: memberOf(ctx.actor) })
			.onConflict((conflict) => conflict.doNothing())
			.returning('network')
			.executeTakeFirst();
		if (kept) ctx.record({ name: authorUnnamed, about: `network:${network}`, data: { network } });
	},
);
