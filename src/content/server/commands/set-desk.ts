import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { deskChanged } from '#content/events.ts';
import { maySetDesk } from '#content/policy.ts';

/** Sets whether what authors write is published only after an editor approved it. */
export const setDesk = command(z.object({ reviewRequired: z.boolean() }), async (ctx, { reviewRequired }) => {
	authorize(ctx.actor, 'desk.set', maySetDesk, null);
	await ctx.db
		.updateTable('content.desk')
		.set({
			review_required: reviewRequired ? ctx.now : null,
			required_by: reviewRequired && ctx.actor.kind === 'member' ? ctx.actor.member : null,
		})
		.where('review_required', reviewRequired ? 'is' : 'is not', null)
		.execute();
	ctx.record({ name: deskChanged, about: 'desk', data: { reviewRequired } });
});
