import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { quietFor, quietUntil } from '#notification/quiet.ts';
import { longestTalk } from '#notification/server/bundle/bundle-pace.ts';

/** Looked at in one go. */
const looked = 60;

/** A letter that this process is about to send. */
export interface TakenMissive {
	id: number;
	tries: number;
}

interface Due extends TakenMissive {
	time_zone: string | null;
	quiet_from: number | null;
	quiet_until: number | null;
	customary: boolean;
}

/** Takes up to so many letters whose time has come, as bundles are taken: committed before the mail server is talked to; whoever sleeps gets theirs in the morning. */
export const takeMissives = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenMissive[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { timeZone } = await readBrand(ctx, {});
		const { rows } = await sql<Due>`
			select v.id, v.tries, r.time_zone, r.quiet_from, r.quiet_until, r.member is null as customary
			from notification.missive v left join notification.rhythm r on r.member = v.member
			where v.due <= ${ctx.now}::timestamptz and v.taken is null and v.ended is null
			order by v.due, v.id limit ${looked}::int for update of v skip locked`.execute(ctx.db);
		const awake: TakenMissive[] = [];
		for (const row of rows) {
			if (awake.length === most) break;
			const morning = quietUntil(ctx.now, row.time_zone ?? timeZone, quietFor(row));
			if (!morning) awake.push({ id: row.id, tries: row.tries + 1 });
			await ctx.db
				.updateTable('notification.missive')
				.set(morning ? { due: morning } : { taken: ctx.now, tries: row.tries + 1 })
				.where('id', '=', row.id)
				.execute();
		}
		return { taken: awake, waiting: awake.length === most || rows.length === looked };
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
