import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { attemptLease, mostTries, nextTry, type Outcome } from '#network/attempt.ts';
import { authorNow, type ReplyTurn } from '#publishing/server/index.ts';
import { answerDelivered, answerFailed } from '#inbox/events.ts';
import { mayAnswer } from '#inbox/policy.ts';

/**
 * Takes an answer for one attempt and writes that down before the network is called. Null when there is nothing to do:
 * it is settled, its time has not come, another attempt is under way, or it may no longer be sent (then it has failed).
 */
export const takeAnswerTurn = command(
	z.object({ answer: z.number() }),
	async (ctx, { answer: id }): Promise<ReplyTurn | null> => {
		const answer = await ctx.db
			.selectFrom('inbox.answer')
			.selectAll()
			.where('id', '=', id)
			.forUpdate()
			.executeTakeFirst();
		if (!answer?.key || answer.delivered || answer.failed || answer.unconfirmed) return null;
		if (answer.next_try && answer.next_try > ctx.now) return null;
		if (answer.armed && !answer.next_try && answer.armed.getTime() + attemptLease > ctx.now.getTime()) return null;
		const unsure = answer.armed !== null;
		const target = await findTarget(ctx, answer.conversation);
		const objection = !target ? 'not-found' : unsure ? null : await objectionTo(ctx, answer, target);
		if (!target || objection) {
			await ctx.db
				.updateTable('inbox.answer')
				.set({ failed: ctx.now, next_try: null, trouble: objection })
				.where('id', '=', id)
				.execute();
			const { conversation } = answer;
			ctx.record({
				name: answerFailed,
				about: `conversation:${conversation}`,
				data: { conversation, answer: id, trouble: objection },
			});
			return null;
		}
		const tried = answer.tried ?? ctx.now;
		await ctx.db
			.updateTable('inbox.answer')
			.set((eb) => ({ armed: ctx.now, tried, next_try: null, tries: eb('tries', '+', 1) }))
			.where('id', '=', id)
			.execute();
		return {
			account: target.account,
			target: target.to,
			text: answer.text,
			key: answer.key,
			unsure,
			tried,
		};
	},
);

interface Target {
	account: number;
	refused: Date | null;
	to: ReplyTurn['target'];
}

async function findTarget(ctx: Ctx, conversation: number): Promise<Target | null> {
	const direct = await ctx.db
		.selectFrom('inbox.conversation as conversation')
		.innerJoin('publishing.account as account', 'account.id', 'conversation.account')
		.select(['account.id', 'account.refused', 'conversation.person'])
		.where('conversation.id', '=', conversation)
		.where('conversation.kind', '=', 'message')
		.executeTakeFirst();
	const mention = await ctx.db
		.selectFrom('inbox.conversation as conversation')
		.innerJoin('publishing.mention as mention', 'mention.id', 'conversation.mention')
		.innerJoin('publishing.account as account', 'account.id', 'mention.account')
		.select(['account.id', 'account.refused', 'mention.external_id'])
		.where('conversation.id', '=', conversation)
		.where('mention.withdrawn', 'is', null)
		.executeTakeFirst();
	if (mention)
		return { account: mention.id, refused: mention.refused, to: { post: mention.external_id, comment: null } };
	if (direct?.person) return { account: direct.id, refused: direct.refused, to: { person: direct.person } };
	const row = await ctx.db
		.selectFrom('inbox.conversation as conversation')
		.innerJoin('publishing.comment as comment', 'comment.id', 'conversation.foreign_comment')
		.innerJoin('publishing.post as post', 'post.id', 'comment.post')
		.innerJoin('publishing.account as account', 'account.id', 'post.account')
		.select(['post.account', 'post.external_id as post', 'comment.external_id as comment', 'account.refused'])
		.where('conversation.id', '=', conversation)
		.executeTakeFirst();
	if (!row || row.post === null) return null;
	return { account: row.account, refused: row.refused, to: { post: row.post, comment: row.comment } };
}

/** Why an answer that was allowed when it was written may no longer go out; null when it may. */
async function objectionTo(
	ctx: Ctx,
	answer: { author: number | null; comment: number | null },
	target: { refused: Date | null },
): Promise<string | null> {
	const author = answer.author === null ? null : await authorNow(ctx, answer.author);
	if (!author || !mayAnswer(author)) return 'author-lost-right';
	if (answer.comment !== null) {
		const there = await ctx.db
			.selectFrom('community.comment')
			.select('id')
			.where('id', '=', answer.comment)
			.where('deleted', 'is', null)
			.where('hidden', 'is', null)
			.executeTakeFirst();
		if (!there) return 'answer-taken-back';
	}
	return target.refused ? 'account-refused' : null;
}

/** Writes down what an attempt at an answer led to. One that is settled meanwhile stays as it is. */
export const recordAnswerOutcome = command(
	z.object({ answer: z.number(), outcome: z.custom<Outcome>() }),
	async (ctx, { answer: id, outcome }) => {
		const answer = await ctx.db
			.selectFrom('inbox.answer')
			.select(['conversation', 'tries'])
			.where('id', '=', id)
			.where('delivered', 'is', null)
			.where('failed', 'is', null)
			.where('unconfirmed', 'is', null)
			.forUpdate()
			.executeTakeFirst();
		if (!answer) return;
		const { conversation } = answer;
		const about = `conversation:${conversation}`;
		const update = ctx.db.updateTable('inbox.answer').where('id', '=', id);
		if (outcome.kind === 'published') {
			const { id: externalId, url } = outcome.published;
			await update
				.set({
					delivered: ctx.now,
					external_id: externalId,
					external_url: url,
					next_try: null,
					trouble: null,
					trouble_details: null,
				})
				.execute();
			ctx.record({ name: answerDelivered, about, data: { conversation, answer: id } });
			return;
		}
		const { trouble, details } = outcome.problem;
		const why = { trouble, trouble_details: details };
		if (outcome.kind === 'again' && answer.tries < mostTries) {
			const when = nextTry(ctx.now, answer.tries, outcome.problem);
			await update.set({ ...why, next_try: when, ...(outcome.unsure ? {} : { armed: null, tried: null }) }).execute();
			return;
		}
		const unconfirmed = outcome.kind === 'unconfirmed' || (outcome.kind === 'again' && outcome.unsure);
		await update
			.set({ ...why, next_try: null, ...(unconfirmed ? { unconfirmed: ctx.now } : { failed: ctx.now, armed: null }) })
			.execute();
		ctx.record({ name: answerFailed, about, data: { conversation, answer: id, trouble } });
	},
);
