import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { doorChanged } from '#membership/events.ts';
import { joiningWays } from '#membership/joining.ts';
import { mayChangeJoining } from '#membership/policy.ts';

/** Says how people become members: open, by invitation, or by being let in. Whoever waits goes on waiting. Safe to repeat. */
export const changeJoining = command(z.object({ joining: z.enum(joiningWays) }), async (ctx, { joining }) => {
	const door = await ctx.db.selectFrom('membership.door').select('joining').forUpdate().executeTakeFirstOrThrow();
	authorize(ctx.actor, 'door.change', mayChangeJoining, null);
	if (door.joining === joining) return;
	await ctx.db.updateTable('membership.door').set({ joining }).execute();
	ctx.record({ name: doorChanged, about: 'door', data: { joining } });
});
