import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { hideComment, showComment } from '#community/server/index.ts';
import { maySilence, maySuspend } from '#membership/policy.ts';
import { decisionMade, type DecisionMade } from '#moderation/events.ts';
import { mayKeepOrder } from '#moderation/policy.ts';
import { reasons, silentUntil, suspendedUntil, verdicts, type Reason, type Verdict } from '#moderation/rules.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';
import { loadDecided, type Decided } from '#moderation/server/load-decided.ts';
import { takeMeasure } from '#moderation/server/take-measure.ts';

export const DecideComment = z.object({
	comment: idField,
	verdict: z.enum(verdicts, 'missing'),
	/** Published; needed for everything but to keep. */
	reason: z.enum(reasons).nullish(),
	/** Published beside the reason; needed where no reason fits. */
	words: wordsField,
	/** The newest decision that whoever decides has seen; 0: none. What came after it is not decided over. */
	seen: z.coerce.number().int().min(0).optional(),
});
type Input = z.output<typeof DecideComment>;

/**
 * Decides about a comment: it stays (or is shown), or it is taken away for a published reason; its author may be warned or
 * silenced with it, or shut out. Answers all complaints. Safe to run twice. Throws Problem `comment.not-found`, `comment.deleted`,
 * `decision.meanwhile` (somebody decided otherwise), `decision.no-author`, and `reason: missing`, `words: missing`.
 */
export const decideComment = command(DecideComment, async (ctx, input) => {
	const { comment, verdict, words, seen } = input;
	authorize(ctx.actor, 'comment.decide', mayKeepOrder, null);
	const reason = verdict === 'keep' ? null : (input.reason ?? null);
	if (verdict !== 'keep' && !reason) throw invalidInput([{ path: 'reason', key: 'missing' }]);
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	const found = await loadDecided(ctx, comment);
	if (seen !== undefined && (found.decision ?? 0) !== seen) {
		if (found.verdict === verdict && found.reason === reason) return { decision: found.decision ?? 0, comment };
		throw new Problem('decision.meanwhile', 409);
	}
	if (isMeasure(verdict)) {
		if (found.member === null || found.role === null) throw new Problem('decision.no-author', 409);
		const [action, may] =
			verdict === 'suspend' ? (['member.suspend', maySuspend] as const) : (['member.silence', maySilence] as const);
		authorize(ctx.actor, action, may, { id: found.member, role: found.role });
	}
	await (verdict === 'keep' ? showComment : hideComment)(ctx, { id: comment });
	const decision = await write(ctx, input, reason, found);
	if (isMeasure(verdict)) await measure(ctx, verdict, input, reason as Reason, found, decision);
	const { thread, member, stood } = found;
	const data = { decision, comment, thread, member, verdict, stood } satisfies DecisionMade;
	ctx.record({ name: decisionMade, about: aboutDecision(comment, member), data: { ...data } });
	return { decision, comment };
});

export const aboutDecision = (comment: number, member: number | null): string[] => [
	`comment:${comment}`,
	...(member ? [`member:${member}`] : []),
];

/** Keeps the decision; it answers what waited. */
async function write(ctx: Ctx, input: Input, reason: Reason | null, found: Decided): Promise<number> {
	const { comment, verdict, words } = input;
	const { thread, member, stood } = found;
	const by = memberOf(ctx.actor);
	const { id } = await ctx.db
		.insertInto('moderation.decision')
		.values({ comment, thread, member, verdict, reason, words, stood, decided: ctx.now, decided_by: by })
		.returning('id')
		.executeTakeFirstOrThrow();
	const waiting = { decision: id };
	await ctx.db
		.updateTable('moderation.item')
		.set(waiting)
		.where('comment', '=', comment)
		.where('decision', 'is', null)
		.execute();
	await ctx.db
		.updateTable('moderation.flag')
		.set(waiting)
		.where('comment', '=', comment)
		.where('decision', 'is', null)
		.execute();
	return id;
}

const isMeasure = (verdict: Verdict): verdict is Measured => verdict !== 'keep' && verdict !== 'hide';
type Measured = keyof typeof kinds;
const kinds = { warn: 'warning', silence: 'silence', suspend: 'suspension' } as const;

/** Warns the author, takes the word from them or shuts them out, for longer every time. */
async function measure(
	ctx: Ctx,
	verdict: Measured,
	{ words }: Input,
	reason: Reason,
	{ member, silences, suspensions }: Decided,
	decision: number,
): Promise<void> {
	const until =
		verdict === 'silence'
			? silentUntil(silences, ctx.now)
			: verdict === 'suspend'
				? suspendedUntil(suspensions, ctx.now)
				: null;
	await takeMeasure(ctx, { member: member as number, kind: kinds[verdict], decision, reason, words, until });
}
