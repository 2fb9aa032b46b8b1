import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { followUpPublished } from '#publishing/events.ts';
import { mayShare } from '#publishing/policy.ts';
import { deliverFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';

const Decide = z.object({
	followUp: z.coerce.number().int().positive(),
	/** `retry`: send it (again). `there`: a person has seen it. `leave`: it stays unsaid, and what comes after it goes on. */
	decision: z.enum(['retry', 'there', 'leave']),
});

/**
 * Says what becomes of something that should follow a post and did not, or of which nobody knows. Throws Problem
 * `follow-up.not-found`, `follow-up.not-open` (409).
 */
export const decideFollowUp = command(Decide, async (ctx, { followUp: id, decision }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const row = await ctx.db
		.selectFrom('publishing.follow_up')
		.select(['post', 'failed', 'unconfirmed', 'tried'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!row) throw notFound('follow-up');
	if (!row.failed && !row.unconfirmed) throw new Problem('follow-up.not-open', 409);
	const settled = { failed: null, unconfirmed: null, next_try: null, trouble: null, trouble_details: null };
	const update = ctx.db.updateTable('publishing.follow_up').where('id', '=', id);
	if (decision === 'retry') await update.set({ ...settled, armed: null, tried: null, tries: 0 }).execute();
	else if (decision === 'there') {
		await update.set({ ...settled, published: row.tried ?? ctx.now }).execute();
		ctx.record({ name: followUpPublished, about: `post:${row.post}`, data: { post: row.post, followUp: id } });
	} else await ctx.db.deleteFrom('publishing.follow_up').where('id', '=', id).execute();
	ctx.queue(deliverFollowUps, { post: row.post });
	return { post: row.post };
});
