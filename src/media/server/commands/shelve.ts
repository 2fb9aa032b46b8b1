import { z } from 'zod';
import { memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';

const Shelve = z.object({ picture: z.number().int().positive(), talked: z.boolean() });

/**
 * Notes for what a picture was sent: into a conversation, by whom; or into the library, of which it is from then on. Part of storing it,
 * which has decided already whether its actor may.
 */
export const shelve = command(Shelve, async (ctx, { picture, talked }) => {
	const member = memberOf(ctx.actor);
	if (!talked)
		await ctx.db
			.updateTable('media.picture')
			.set({ talked: null, uploader: member })
			.where('id', '=', picture)
			.where('talked', 'is not', null)
			.execute();
	else if (member !== null)
		await ctx.db
			.insertInto('media.picture_sender')
			.values({ picture, member, sent: ctx.now })
			.onConflict((conflict) => conflict.columns(['picture', 'member']).doUpdateSet({ sent: ctx.now }))
			.execute();
});
