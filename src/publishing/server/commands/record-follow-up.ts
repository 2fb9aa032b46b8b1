import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { mostTries, nextTry, type Outcome } from '#network/attempt.ts';
import { followUpFailed, followUpPublished } from '#publishing/events.ts';

const Recorded = z.object({ followUp: z.number(), outcome: z.custom<Outcome>(), began: z.date() });

/** Writes down what an attempt at something that follows a post led to, and gives when it is tried again. */
export const recordFollowUp = command(Recorded, async (ctx, { followUp: id, outcome, began }): Promise<Date | null> => {
	const row = await ctx.db
		.selectFrom('publishing.follow_up')
		.select(['post', 'tries'])
		.where('id', '=', id)
		.where('published', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!row) return null;
	const { post } = row;
	const problem = outcome.kind === 'published' ? null : outcome.problem;
	await ctx.db
		.insertInto('publishing.attempt')
		.values({
			post,
			began,
			ended: ctx.now,
			kind: outcome.kind === 'published' ? 'followed' : outcome.kind,
			trouble: problem?.trouble ?? null,
			details: problem?.details ?? null,
		})
		.execute();
	const update = ctx.db.updateTable('publishing.follow_up').where('id', '=', id);
	if (outcome.kind === 'published') {
		const { id: externalId, url } = outcome.published;
		const there = { published: ctx.now, external_id: externalId, external_url: url };
		await update.set({ ...there, next_try: null, trouble: null, trouble_details: null }).execute();
		ctx.record({ name: followUpPublished, about: `post:${post}`, data: { post, followUp: id } });
		return null;
	}
	const { trouble, details } = outcome.problem;
	const why = { trouble, trouble_details: details };
	if (outcome.kind === 'again' && row.tries < mostTries) {
		const when = nextTry(ctx.now, row.tries, outcome.problem);
		await update.set({ ...why, next_try: when, ...(outcome.unsure ? {} : { armed: null, tried: null }) }).execute();
		return when;
	}
	const unconfirmed = outcome.kind === 'unconfirmed' || (outcome.kind === 'again' && outcome.unsure);
	await update
		.set({ ...why, next_try: null, ...(unconfirmed ? { unconfirmed: ctx.now } : { failed: ctx.now, armed: null }) })
		.execute();
	ctx.record({ name: followUpFailed, about: `post:${post}`, data: { post, followUp: id, trouble } });
	return null;
});
