import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { hoursColumns, wakeful, type Hours } from '#notification/server/awake.ts';
import { longestTalk } from '#notification/server/bundle/bundle-pace.ts';

/** Looked at in one go; those in their quiet hours are put off until the morning at once. */
const looked = 60;

/** A bundle that this process is about to send. */
export interface TakenBundle {
	id: number;
	member: number;
	/** The private talk that it is about; null: a thread. */
	talk: number | null;
	tries: number;
}

/**
 * Takes up to so many bundles whose time has come. That they are taken is committed before the mail server is talked to;
 * nothing joins them any more. `waiting`: there may be more to look at now.
 */
export const takeBundles = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenBundle[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { rows } = await sql<TakenBundle & Hours>`
			select b.id, b.member, b.talk, b.tries, ${hoursColumns}
			from notification.bundle b left join notification.rhythm r on r.member = b.member
			where b.due <= ${ctx.now}::timestamptz and b.taken is null
				and b.sent is null and b.skipped is null and b.failed is null and b.unconfirmed is null
			order by b.due, b.id limit ${looked}::int for update of b skip locked`.execute(ctx.db);
		const awake = await wakeful(ctx, rows, most, ({ id }, due) =>
			ctx.db.updateTable('notification.bundle').set({ due }).where('id', '=', id).execute(),
		);
		const taken = awake.map(({ id, member, talk, tries }) => ({ id, member, talk, tries: tries + 1 }));
		if (taken.length)
			await ctx.db
				.updateTable('notification.bundle')
				.set((eb) => ({
					sealed: eb.fn.coalesce('sealed', eb.val(ctx.now)),
					taken: ctx.now,
					tries: eb('tries', '+', 1),
				}))
				.where(
					'id',
					'in',
					taken.map(({ id }) => id),
				)
				.execute();
		return { taken, waiting: taken.length === most || rows.length === looked };
	},
);

/** Says of those whom a process that died had taken that nobody knows: they are never sent again. Returns how many. */
export async function noteDoubtful(ctx: Ctx): Promise<number> {
	const done = await ctx.db
		.updateTable('notification.bundle')
		.set({ unconfirmed: ctx.now, reason: 'killed' })
		.where('taken', '<', new Date(ctx.now.getTime() - longestTalk * 60_000))
		.where('sent', 'is', null)
		.where('skipped', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.executeTakeFirst();
	return Number(done.numUpdatedRows);
}
