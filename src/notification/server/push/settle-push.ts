import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { nextCall } from '#notification/server/push/push-pace.ts';
import type { PushVerdict } from '#notification/server/push/send-push.ts';
import type { TakenPush } from '#notification/server/push/take-pushes.ts';

/** Writes down what became of it. `asked`: when it was asked what may be told. */
export async function settlePush(ctx: Ctx, taken: TakenPush, verdict: PushVerdict, asked: Date): Promise<void> {
	if (verdict.kind === 'gone') return forgetDevice(ctx, taken.device);
	const next = verdict.kind === 'later' ? nextCall(taken.tries, ctx.now, verdict.after) : null;
	await leave(ctx, taken, next, verdict.kind === 'sent' ? asked : null);
	await ctx.db
		.updateTable('notification.device')
		.set('said' in verdict ? { refused: ctx.now, said: verdict.said } : { sent: ctx.now, refused: null, said: null })
		.where('id', '=', taken.device)
		.execute();
}

/** There is nothing to tell now; what comes later may be told. */
export const leavePush = (ctx: Ctx, taken: TakenPush): Promise<void> => leave(ctx, taken, null, null);

/** Puts it off, or lets it rest; what happened meanwhile stays due as it is. */
async function leave(ctx: Ctx, { id, lease }: TakenPush, due: Date | null, sent: Date | null): Promise<void> {
	await sql`
		update notification.push set sent = coalesce(${sent}::timestamptz, sent),
			due = case when due = ${lease}::timestamptz then ${due}::timestamptz else due end,
			tries = case when ${due}::timestamptz is null then 0 else tries end
		where id = ${id}::bigint`.execute(ctx.db);
}

/** The subscription is gone, or its session is over: nothing is sent there any more. */
export const forgetDevice = async (ctx: Ctx, device: number): Promise<void> =>
	void (await ctx.db.deleteFrom('notification.device').where('id', '=', device).execute());
