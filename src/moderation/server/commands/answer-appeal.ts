import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { decideApplicant, reopenApplicant } from '#membership/server/index.ts';
import { outcomes } from '#moderation/appeal.ts';
import { appealAnswered, appealsThing } from '#moderation/events.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { decideComment } from '#moderation/server/commands/decide-comment.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';
import { undoDecision } from '#moderation/server/commands/undo-decision.ts';
import { liftMeasures } from '#moderation/server/take-measure.ts';
import { findPerson, tellOfAnswer } from '#moderation/server/tell-of-order.ts';

export const AnswerAppeal = z.object({
	appeal: idField,
	outcome: z.enum(outcomes, 'missing'),
	/** What the person is told; needed when the decision stands. */
	answer: wordsField,
});

/**
 * Answers an objection: what was decided is taken back, or stands for a reason. The person is told by mail. Safe to run twice.
 * Throws Problem `appeal.not-found`, `appeal.meanwhile` (answered otherwise), `applicant.not-found` and `answer: missing`.
 */
export const answerAppeal = command(AnswerAppeal, async (ctx, { appeal, outcome, answer }) => {
	authorize(ctx.actor, 'appeal.answer', mayKeepOrder, null);
	const found = await ctx.db
		.selectFrom('moderation.appeal')
		.selectAll()
		.where('id', '=', appeal)
		.forUpdate()
		.executeTakeFirst();
	if (!found) throw notFound('appeal');
	if (found.outcome === outcome) return { appeal };
	if (found.outcome) throw new Problem('appeal.meanwhile', 409);
	if (outcome === 'upheld' && !answer) throw invalidInput([{ path: 'answer', key: 'missing' }]);
	const granted = outcome === 'granted';
	if (granted && found.decision) await takeBack(ctx, found.decision);
	if (granted && found.measure) await liftMeasures(ctx, { measure: found.measure });
	await ctx.db
		.updateTable('moderation.appeal')
		.set({ outcome, answer, answered: ctx.now, answered_by: memberOf(ctx.actor) })
		.where('id', '=', appeal)
		.execute();
	ctx.record({ name: appealAnswered, about: appealsThing, data: { appeal, outcome } });
	if (found.applicant) await answerApplicant(ctx, found.applicant, { outcome, answer });
	const person = found.member ? await findPerson(ctx, found.member) : null;
	if (person) await tellOfAnswer(ctx, person, { outcome, answer });
	return { appeal };
});

/** The comment is shown again, also one that had never been; where a newer decision holds or it was deleted, only what came with it is lifted. */
async function takeBack(ctx: Ctx, decision: number): Promise<void> {
	try {
		const { comment } = await undoDecision(ctx, { decision });
		await decideComment(ctx, { comment, verdict: 'keep' });
	} catch (error) {
		if (!(error instanceof Problem) || !['comment.deleted', 'decision.meanwhile'].includes(error.code)) throw error;
		await liftMeasures(ctx, { decision });
	}
}

/** Whoever was refused is let in after all, and told so by the letter that everybody gets; or hears that it stands. */
async function answerApplicant(
	ctx: Ctx,
	applicant: number,
	{ outcome, answer }: { outcome: 'granted' | 'upheld'; answer: string },
): Promise<void> {
	if (outcome === 'granted') {
		const waiting = await reopenApplicant(ctx, { applicant });
		await decideApplicant(ctx, { ...waiting, decision: 'accept', reason: answer });
		return;
	}
	const person = await ctx.db
		.selectFrom('membership.applicant')
		.select(['email', 'locale'])
		.where('id', '=', applicant)
		.executeTakeFirst();
	if (person) await tellOfAnswer(ctx, person, { outcome, answer });
}
