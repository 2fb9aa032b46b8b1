import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { hoursColumns, wakeful, type Hours } from '#notification/server/awake.ts';
import { longestTalk } from '#notification/server/bundle/bundle-pace.ts';

/** Looked at in one go. */
const looked = 60;

/** A letter that this process is about to send. */
export interface TakenMissive {
	id: number;
	tries: number;
}

/** Takes up to so many letters whose time has come, as bundles are taken: committed before the mail server is talked to; whoever sleeps gets theirs in the morning. */
export const takeMissives = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenMissive[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { rows } = await sql<TakenMissive & Hours>`
			select v.id, v.tries, ${hoursColumns}
			from notification.missive v left join notification.rhythm r on r.member = v.member
			where v.due <= ${ctx.now}::timestamptz and v.taken is null and v.ended is null
			order by v.due, v.id limit ${looked}::int for update of v skip locked`.execute(ctx.db);
		const set = (id: number, values: { due: Date } | { taken: Date; tries: number }) =>
			ctx.db.updateTable('notification.missive').set(values).where('id', '=', id).execute();
		const awake = await wakeful(ctx, rows, most, ({ id }, due) => set(id, { due }));
		const taken = awake.map(({ id, tries }) => ({ id, tries: tries + 1 }));
		for (const { id, tries } of taken) await set(id, { taken: ctx.now, tries });
		return { taken, waiting: taken.length === most || rows.length === looked };
	},
);

/** Says of those that a process which died had taken that nobody knows: they are never sent again. Returns how many. */
export async function noteDoubtfulMissives(ctx: Ctx): Promise<number> {
	const done = await ctx.db
		.updateTable('notification.missive')
		.set({ unconfirmed: ctx.now, reason: 'killed' })
		.where('taken', '<', new Date(ctx.now.getTime() - longestTalk * 60_000))
		.where('ended', 'is', null)
		.executeTakeFirst();
	return Number(done.numUpdatedRows);
}
