import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { readBrand } from '#site/server/index.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { quietFor, quietUntil } from '#notification/quiet.ts';
import { longestCall } from '#notification/server/push/push-pace.ts';

/** Something that this process is about to tell a device. */
export interface TakenPush {
	device: number;
	thread: number;
	tries: number;
	/** When it is due again unless something is said of it; another time then means that more happened meanwhile. */
	lease: Date;
}

interface Due extends Omit<TakenPush, 'lease'> {
	time_zone: string | null;
	quiet_from: number | null;
	quiet_until: number | null;
	customary: boolean;
}

/**
 * Takes what is due, up to so many; whoever sleeps is put off until their morning. Should this process die, it is due again in a
 * while.
 */
export const takePushes = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenPush[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { timeZone } = await readBrand(ctx, {});
		const { rows } = await sql<Due>`
			select p.device, p.thread, p.tries, r.time_zone, r.quiet_from, r.quiet_until, r.member is null as customary
			from notification.push p join notification.device d on d.id = p.device
			left join notification.rhythm r on r.member = d.member
			where p.due <= ${ctx.now}::timestamptz
			order by p.due, p.device limit ${most}::int for update of p skip locked`.execute(ctx.db);
		const taken: TakenPush[] = [];
		const lease = new Date(ctx.now.getTime() + longestCall * 1000);
		for (const row of rows) {
			const { device, thread, tries } = row;
			const morning = quietUntil(ctx.now, row.time_zone ?? timeZone, quietFor(row));
			await ctx.db
				.updateTable('notification.push')
				.set(morning ? { due: morning } : { due: lease, tries: tries + 1 })
				.where('device', '=', device)
				.where('thread', '=', thread)
				.execute();
			if (!morning) taken.push({ device, thread, tries: tries + 1, lease });
		}
		return { taken, waiting: rows.length === most };
	},
);
