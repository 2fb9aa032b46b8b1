import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayHear } from '#federation/policy.ts';
import { isNew } from '#federation/server/commands/once.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

const address = z.string().min(1).max(2_000);

/** Somebody elsewhere likes something or passes it on, or no longer; one of each. It changes no page: whoever asks there is told how many. */
export const keepLike = command(
	z.object({
		activity: address,
		thing: z.string().max(40),
		address,
		how: z.enum(['like', 'share']),
		on: z.boolean(),
	}),
	async (ctx, { activity, thing, address: who, how, on }) => {
		authorize(ctx.actor, 'federation.hear', mayHear, null);
		if (!(await isNew(ctx, activity))) return;
		if (!on)
			await ctx.db
				.deleteFrom('federation.liked')
				.where('thing', '=', thing)
				.where('address', '=', who)
				.where('how', '=', how)
				.execute();
		else if (await spokenThing(ctx, thing))
			await ctx.db
				.insertInto('federation.liked')
				.values({ thing, address: who, how, liked: ctx.now })
				.onConflict((conflict) => conflict.doNothing())
				.execute();
	},
);
