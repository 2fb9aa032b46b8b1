import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { followersChanged } from '#federation/events.ts';
import { mayHear } from '#federation/policy.ts';
import { isNew } from '#federation/server/commands/once.ts';
import { deliver } from '#federation/server/jobs/deliver.ts';
import { keysOf } from '#federation/server/speaker-keys.ts';

const address = z.string().min(1).max(2_000);
const Follower = z.object({ activity: address, speaker: z.string().max(40), address });

/** Somebody elsewhere follows; they are told that they may. */
export const keepFollower = command(Follower.extend({ inbox: address, own: address }), async (ctx, one) => {
	authorize(ctx.actor, 'federation.hear', mayHear, null);
	await keysOf(ctx, one.speaker);
	// A follow that comes again is answered again: the first answer may have been lost.
	await isNew(ctx, one.activity);
	const { speaker, address: follower, inbox } = one;
	await ctx.db
		.insertInto('federation.follower')
		.values({ speaker, address: follower, inbox, followed: ctx.now })
		.onConflict((conflict) => conflict.columns(['speaker', 'address']).doUpdateSet({ inbox }))
		.execute();
	const { id } = await ctx.db
		.insertInto('federation.delivery')
		.values({
			speaker,
			inbox: one.own,
			verb: 'accept',
			activity: { follow: one.activity, follower } as never,
			asked: ctx.now,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: followersChanged, about: 'federation', data: { speaker } });
	ctx.queue(deliver, { delivery: id });
});

/** Somebody elsewhere follows no longer. Safe to run twice. */
export const forgetFollower = command(Follower, async (ctx, { activity, speaker, address: follower }) => {
	authorize(ctx.actor, 'federation.hear', mayHear, null);
	if (!(await isNew(ctx, activity))) return;
	await ctx.db
		.deleteFrom('federation.follower')
		.where('speaker', '=', speaker)
		.where('address', '=', follower)
		.execute();
	ctx.record({ name: followersChanged, about: 'federation', data: { speaker } });
});

/** Somebody elsewhere blocked a speaker of ours: they follow nobody here, and no answer is sent to them until they say something again. Safe to run twice. */
export const leaveAlone = command(Follower, async (ctx, { activity, speaker, address: who }) => {
	authorize(ctx.actor, 'federation.hear', mayHear, null);
	if (!(await isNew(ctx, activity))) return;
	await ctx.db.deleteFrom('federation.follower').where('address', '=', who).execute();
	await ctx.db.updateTable('federation.said').set({ inbox: null }).where('author', '=', who).execute();
	ctx.record({ name: followersChanged, about: 'federation', data: { speaker } });
});
