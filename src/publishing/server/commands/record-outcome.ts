import { command } from '#platform/context/command.ts';
import { z } from 'zod';
import { isSlowDown, mostTries, nextTry, type Outcome } from '#network/attempt.ts';
import { nextInLine } from '#publishing/server/in-line.ts';
import { deliverFollowUps } from '#publishing/server/jobs/deliver-follow-ups.ts';
import { postFailed, postPublished, postUnconfirmed } from '#publishing/events.ts';

const RecordOutcome = z.object({ post: z.number(), outcome: z.custom<Outcome>(), began: z.date() });

/** When it is tried again, if it is; and whose turn it is now among the posts of its account. */
export interface Recorded {
	when: Date | null;
	next: number | null;
}

/** Writes down what an attempt at a post led to, and gives when it is tried again. A post that is settled meanwhile stays as it is. */
export const recordOutcome = command(RecordOutcome, async (ctx, { post: id, outcome, began }): Promise<Recorded> => {
	const post = await ctx.db
		.selectFrom('publishing.post as post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.tries', 'post.article', 'post.account', 'account.network'])
		.select((eb) =>
			eb
				.exists(
					eb.selectFrom('publishing.follow_up as follow').select('follow.id').whereRef('follow.post', '=', 'post.id'),
				)
				.as('followed'),
		)
		.where('post.id', '=', id)
		.where('post.published', 'is', null)
		.where('post.failed', 'is', null)
		.where('post.unconfirmed', 'is', null)
		.forUpdate('post')
		.executeTakeFirst();
	if (!post) return { when: null, next: null };
	const { trouble: met = null, details: said = null } = outcome.kind === 'published' ? {} : outcome.problem;
	await ctx.db
		.insertInto('publishing.attempt')
		.values({ post: id, began, ended: ctx.now, kind: outcome.kind, trouble: met, details: said })
		.execute();
	const update = ctx.db.updateTable('publishing.post').where('id', '=', id);
	if (outcome.kind === 'published') {
		const { id: externalId, url } = outcome.published;
		await update
			.set({
				published: ctx.now,
				external_id: externalId,
				external_url: url,
				next_try: null,
				next_collect: ctx.now,
				trouble: null,
				trouble_details: null,
			})
			.execute();
		if (post.followed) ctx.queue(deliverFollowUps, { post: id });
		ctx.record({
			name: postPublished,
			about: `post:${id}`,
			data: { post: id, network: post.network, article: post.article, url },
		});
		return { when: null, next: await nextInLine(ctx, post.account) };
	}
	const { trouble, details } = outcome.problem;
	const why = { trouble, trouble_details: details };
	// Being asked to go slower says nothing against a post, however often.
	if (outcome.kind === 'again' && (post.tries < mostTries || isSlowDown(outcome.problem))) {
		const when = nextTry(ctx.now, post.tries, outcome.problem);
		await update
			.set({
				...why,
				next_try: when,
				// Certainly not there: what was tried is forgotten, so that the next call is a first one.
				...(outcome.unsure ? {} : { armed: null, tried: null }),
				// What was prepared is of no use when the network no longer knows it.
				...(trouble === 'stage-lost' ? { staged: null } : {}),
			})
			.execute();
		return { when, next: isSlowDown(outcome.problem) ? null : await nextInLine(ctx, post.account) };
	}
	const unconfirmed = outcome.kind === 'unconfirmed' || (outcome.kind === 'again' && outcome.unsure);
	await update
		.set({
			...why,
			next_try: null,
			...(unconfirmed ? { unconfirmed: ctx.now } : { failed: ctx.now, armed: null, staged: null }),
		})
		.execute();
	ctx.record({ name: unconfirmed ? postUnconfirmed : postFailed, about: `post:${id}`, data: { post: id, trouble } });
	return { when: null, next: await nextInLine(ctx, post.account) };
});
