import type { Ctx } from '#platform/context/context.ts';
import { talkChanged } from '#message/events.ts';
import { talkThing } from '#message/talk.ts';

/** Tells whoever has a talk open that something in it became another, inside the running command. */
export async function noteChange(ctx: Ctx, talk: number): Promise<void> {
	await ctx.db.updateTable('message.talk').set({ changed: ctx.now }).where('id', '=', talk).execute();
	ctx.record({ name: talkChanged, about: talkThing(talk), unsigned: true });
}
