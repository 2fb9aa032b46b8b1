import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { deskChanged } from '#content/events.ts';
import { maySetDesk } from '#content/policy.ts';
import { slugStyles } from '#content/slug.ts';

const SetDesk = z.object({
	/** What authors write is published only after an editor approved it. */
	reviewRequired: z.boolean(),
	/** What the address of a new article is made of when nobody writes it. What has an address keeps it. */
	slugStyle: z.enum(slugStyles).optional(),
});

/** Sets how the house works. */
export const setDesk = command(SetDesk, async (ctx, { reviewRequired, slugStyle }) => {
	authorize(ctx.actor, 'desk.set', maySetDesk, null);
	const rule = {
		review_required: reviewRequired ? ctx.now : null,
		required_by: reviewRequired ? memberOf(ctx.actor) : null,
	};
	await ctx.db
		.insertInto('content.desk')
		.values(rule)
		// Since when it is required stays what it was.
		.onConflict((known) =>
			known
				.column('one')
				.doUpdateSet(rule)
				.where(sql<boolean>`(desk.review_required is null) = ${reviewRequired}`),
		)
		.execute();
	if (slugStyle) await ctx.db.updateTable('content.desk').set({ slug_style: slugStyle }).execute();
	ctx.record({ name: deskChanged, about: 'desk', data: { reviewRequired, ...(slugStyle ? { slugStyle } : {}) } });
});
