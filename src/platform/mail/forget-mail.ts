import type { Ctx } from '#platform/context/context.ts';

/** Takes every mail to this address out of the outbox, sent or not, inside the running command. */
export async function forgetMail(ctx: Ctx, recipient: string): Promise<void> {
	await ctx.db.deleteFrom('platform.mail').where('recipient', '=', recipient).execute();
}

/** Takes every mail that was written before this time out of the outbox, inside the running command. */
export async function forgetMailBefore(ctx: Ctx, time: Date): Promise<void> {
	await ctx.db.deleteFrom('platform.mail').where('written', '<', time).execute();
}
