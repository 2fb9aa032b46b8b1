import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { mayRunMailings } from '#notification/policy.ts';
import { hoursColumns, wakeful, type Hours } from '#notification/server/awake.ts';
import { longestCall } from '#notification/server/push/push-pace.ts';

/** Something that this process is about to tell a device: of a thread, or of a private talk. */
export interface TakenPush {
	id: number;
	device: number;
	thread: number | null;
	talk: number | null;
	tries: number;
	/** When it is due again unless something is said of it; another time then means that more happened meanwhile. */
	lease: Date;
}

/**
 * Takes what is due, up to so many; whoever sleeps is put off until their morning. Should this process die, it is due again in a
 * while.
 */
export const takePushes = command(
	z.object({ most: z.number().int().positive() }),
	async (ctx, { most }): Promise<{ taken: TakenPush[]; waiting: boolean }> => {
		authorize(ctx.actor, 'mailing.run', mayRunMailings, null);
		const { rows } = await sql<Omit<TakenPush, 'lease'> & Hours>`
			select p.id, p.device, p.thread, p.talk, p.tries, ${hoursColumns}
			from notification.push p join notification.device d on d.id = p.device
			left join notification.rhythm r on r.member = d.member
			where p.due <= ${ctx.now}::timestamptz
			order by p.due, p.device limit ${most}::int for update of p skip locked`.execute(ctx.db);
		const set = (id: number, values: { due: Date; tries?: number }) =>
			ctx.db.updateTable('notification.push').set(values).where('id', '=', id).execute();
		const lease = new Date(ctx.now.getTime() + longestCall * 1000);
		const awake = await wakeful(ctx, rows, most, ({ id }, due) => set(id, { due }));
		const taken = awake.map(({ id, device, thread, talk, tries }) => ({
			...{ id, device, thread, talk },
			tries: tries + 1,
			lease,
		}));
		for (const { id, tries } of taken) await set(id, { due: lease, tries });
		return { taken, waiting: rows.length === most };
	},
);
