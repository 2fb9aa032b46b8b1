import type { Ctx } from '#platform/context/context.ts';

/** Takes every mail to this address out of the outbox, sent or not, inside the running command. */
export async function forgetMail(ctx: Ctx, recipient: string): Promise<void> {
	await ctx.db.deleteFrom('platform.mail').where('recipient', '=', recipient).execute();
}
