import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { attemptLease } from '#network/attempt.ts';
import { replyOnce } from '#publishing/server/index.ts';
import { recordAnswerOutcome, takeAnswerTurn } from '#inbox/server/commands/take-answer-turn.ts';

/** One attempt at sending an answer to the network, and what came of it. */
export async function attemptAnswer(ctx: Ctx, answer: number): Promise<void> {
	const turn = await takeAnswerTurn(ctx, { answer });
	if (!turn) return;
	const outcome = await replyOnce(ctx, turn);
	await recordAnswerOutcome(ctx, { answer, outcome });
	if (outcome.kind !== 'published') {
		ctx.log.warn('answer not delivered', {
			answer,
			outcome: outcome.kind,
			trouble: outcome.problem.trouble,
			...outcome.problem.details,
		});
	}
}

export const deliverAnswer = job<{ answer: number }>('inbox.deliver-answer', {}, (ctx, { answer }) =>
	attemptAnswer(ctx, answer),
);

/** Every minute: sends what waits for another try or was left by a process that died. */
export const keepAnswers = job('inbox.keep-answers', { every: '* * * * *', retries: 0 }, async (ctx) => {
	const left = new Date(ctx.now.getTime() - attemptLease);
	const due = await ctx.db
		.selectFrom('inbox.answer')
		.select('id')
		.where('key', 'is not', null)
		.where('delivered', 'is', null)
		.where('failed', 'is', null)
		.where('unconfirmed', 'is', null)
		.where((eb) =>
			eb.or([
				eb('next_try', '<=', ctx.now),
				eb.and([eb('next_try', 'is', null), eb('armed', '<', left)]),
				eb.and([eb('next_try', 'is', null), eb('armed', 'is', null), eb('written', '<', left)]),
			]),
		)
		.orderBy('id')
		.limit(50)
		.execute();
	for (const { id } of due) await attemptAnswer(ctx, id);
});
