import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { wasLeft } from '#platform/worker-name.ts';
import { mayRunMailings } from '#notification/policy.ts';
import type { Pace } from '#notification/server/sending/pace.ts';

const Worker = z.object({ worker: z.string().max(100) });

/** A process that sends is heard of at every turn; after this long without it is gone, in milliseconds. */
const silence = 60_000;

/**
 * Makes this process the one that sends, and says how fast. Null: another one is at it. One process at a time, so that
 * the pace is kept and whoever is taken without an outcome was taken by somebody who is gone.
 */
export const takeOffice = command(Worker, async (ctx, { worker }): Promise<Pace | null> => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	const office = await ctx.db.selectFrom('notification.post_office').selectAll().forUpdate().executeTakeFirstOrThrow();
	const seen = office.seen ?? ctx.now;
	if (office.worker !== null && !wasLeft({ worker: office.worker, seen }, ctx.now, silence)) return null;
	await ctx.db.updateTable('notification.post_office').set({ worker, seen: ctx.now }).execute();
	return { per_second: office.per_second, per_hour: office.per_hour };
});

/** Lets another process send. */
export const leaveOffice = command(Worker, async (ctx, { worker }) => {
	authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
	await ctx.db.updateTable('notification.post_office').set({ worker: null }).where('worker', '=', worker).execute();
});
