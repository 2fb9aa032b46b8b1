import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { quietFor, quietUntil } from '#notification/quiet.ts';
import { longestTalk } from '#notification/server/bundle/bundle-pace.ts';

/** Looked at in one go; those in their quiet hours are put off until the morning at once. */
const looked = 60;

/** A bundle that this process is about to send. */
export interface TakenBundle {
	id: number;
	member: number;
	tries: number;
}

interface Due extends TakenBundle {
	time_zone: string | null;
	quiet_from: number | null;
	quiet_until: number | null;
	/** The member chose no hours. */
	customary: boolean;
}

/**
 * Takes up to so many bundles whose time has come. That they are taken is committed before the mail server is talked to;
 * nothing joins them any more. `waiting`: there may be more to look at now.
 */
export const takeBundles = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenBundle[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { timeZone } = await readBrand(ctx, {});
		const { rows } = await sql<Due>`
			select b.id, b.member, b.tries, r.time_zone, r.quiet_from, r.quiet_until, r.member is null as customary
			from notification.bundle b left join notification.rhythm r on r.member = b.member
			where b.due <= ${ctx.now}::timestamptz and b.taken is null
				and b.sent is null and b.skipped is null and b.failed is null and b.unconfirmed is null
			order by b.due, b.id limit ${looked}::int for update of b skip locked`.execute(ctx.db);
		const awake: TakenBundle[] = [];
		for (const row of rows) {
			if (awake.length === most) break;
			const morning = quietUntil(ctx.now, row.time_zone ?? timeZone, quietFor(row));
			if (morning)
				await ctx.db.updateTable('notification.bundle').set({ due: morning }).where('id', '=', row.id).execute();
			else awake.push({ id: row.id, member: row.member, tries: row.tries + 1 });
		}
		if (awake.length)
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
					awake.map(({ id }) => id),
				)
				.execute();
		return { taken: awake, waiting: awake.length === most || rows.length === looked };
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
