import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayHear } from '#federation/policy.ts';

/** A delivery came, or is not to come. Safe to run twice. */
export const settleDelivery = command(z.object({ id: z.number().int().positive() }), async (ctx, { id }) => {
	authorize(ctx.actor, 'federation.deliver', mayHear, null);
	await ctx.db.deleteFrom('federation.delivery').where('id', '=', id).execute();
});

/** Nobody is there any more: who followed from there does not follow. Safe to run twice. */
export const forgetInbox = command(z.object({ inbox: z.string() }), async (ctx, { inbox }) => {
	authorize(ctx.actor, 'federation.deliver', mayHear, null);
	await ctx.db.deleteFrom('federation.follower').where('inbox', '=', inbox).execute();
});
