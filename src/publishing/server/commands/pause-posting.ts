import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { Problem } from '#platform/problem.ts';
import { postingPaused, postingResumed } from '#publishing/events.ts';
import { mayPausePosting, mayResumePosting } from '#publishing/policy.ts';
import { deliverPost } from '#publishing/server/jobs/deliver-post.ts';
import { sendAt } from '#publishing/server/jobs/send-variant.ts';
import { takeSlot } from '#publishing/server/take-slot.ts';

/**
 * Keeps back everything that was not begun, at once: what is due waits, and so does what was queued. What a network may
 * already have is followed to its end. Asked twice it is one pause.
 */
export const pausePosting = command(
	z.object({ reason: z.string().trim().max(500).default('') }),
	async (ctx, { reason }) => {
		authorize(ctx.actor, 'posting.pause', mayPausePosting, null);
		const made = await ctx.db
			.insertInto('publishing.pause')
			.values({ paused: ctx.now, paused_by: memberOf(ctx.actor), reason })
			.onConflict((conflict) => conflict.doNothing())
			.returning('id')
			.executeTakeFirst();
		if (made) ctx.record({ name: postingPaused, about: 'posting', data: { reason } });
	},
);

const ResumePosting = z.object({
	/** What becomes of those whose time has passed: out now, into the next place of their account, or without a time. */
	missed: z.enum(['now', 'slot', 'none']),
});

/** Ends the pause. What was queued goes on at once. Throws Problem `posting.not-paused` (409). */
export const resumePosting = command(ResumePosting, async (ctx, { missed }) => {
	authorize(ctx.actor, 'posting.resume', mayResumePosting, null);
	const ended = await ctx.db
		.updateTable('publishing.pause')
		.set({ resumed: ctx.now, resumed_by: memberOf(ctx.actor) })
		.where('resumed', 'is', null)
		.returning('paused')
		.executeTakeFirst();
	if (!ended) throw new Problem('posting.not-paused', 409);
	const late = await ctx.db
		.selectFrom('publishing.variant')
		.select(['id', 'account'])
		.where('due', '<=', ctx.now)
		.where('posted', 'is', null)
		.where('refused', 'is', null)
		.where('cancelled', 'is', null)
		.orderBy('due')
		.orderBy('id')
		.forUpdate()
		.execute();
	for (const { id, account } of late) {
		// An account without places keeps what it missed until somebody says when.
		const due = missed === 'now' ? ctx.now : missed === 'slot' ? await takeSlot(ctx, account) : null;
		await ctx.db.updateTable('publishing.variant').set({ due }).where('id', '=', id).execute();
		if (due) sendAt(ctx, id, due);
	}
	const queued = await ctx.db
		.selectFrom('publishing.post')
		.select('id')
		.where('published', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.where('armed', 'is', null)
		.orderBy('id')
		// The timer sees to the rest.
		.limit(500)
		.execute();
	for (const { id } of queued) ctx.queue(deliverPost, { post: id });
	ctx.record({ name: postingResumed, about: 'posting', data: { missed, late: late.length } });
	return { late: late.length };
});
