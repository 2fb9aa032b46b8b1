import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { maySuspend } from '#membership/policy.ts';
import { silenceMember, suspendMember } from '#membership/server/index.ts';
import { inDays, reasons, suspensionDays } from '#moderation/rules.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';
import { liftMeasures, takeMeasure } from '#moderation/server/take-measure.ts';

export const SuspendPerson = z.object({
	member: idField,
	/** How long, of `suspensionDays`; null: until somebody lets them in. */
	days: z.coerce
		.number()
		.refine((days) => suspensionDays.includes(days as 7), 'wrong')
		.nullable(),
	/** Published in the log, without whom it was about, and told to the person. */
	reason: z.enum(reasons, 'missing'),
	words: wordsField,
});

/**
 * Shuts a member out for a published reason that is not one comment, until a time or until somebody lets them in. They are told by mail why, until
 * when and how to object. Throws Problem `member.not-found`, `member.last-owner`, and `words: missing`.
 */
export const suspendPerson = command(SuspendPerson, async (ctx, { member, days, reason, words }) => {
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'role'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.executeTakeFirst();
	if (!person) throw notFound('member');
	authorize(ctx.actor, 'member.suspend', maySuspend, person);
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	// One at a time; what is sent twice is one.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`suspend ${member}`}::text, 503))`.execute(ctx.db);
	const same = await ctx.db
		.selectFrom('moderation.measure')
		.select(['id', 'until'])
		.where('member', '=', member)
		.where('kind', '=', 'suspension')
		.where('decision', 'is', null)
		.where('reason', '=', reason)
		.where('words', '=', words)
		.where('lifted', 'is', null)
		.where('taken', '>', new Date(ctx.now.getTime() - 60_000))
		.executeTakeFirst();
	if (same) return { measure: same.id, until: same.until };
	const until = days === null ? null : inDays(days, ctx.now);
	const measure = await takeMeasure(ctx, { member, kind: 'suspension', decision: null, reason, words, until });
	return { measure, until };
});

/** Lets a member in again before the end; whatever shut them out is lifted. Safe to run twice. Throws Problem `member.not-found`. */
export const restorePerson = command(z.object({ member: idField }), async (ctx, { member }) => {
	await suspendMember(ctx, { member, suspended: false });
	await liftMeasures(ctx, { suspended: member });
	return { member };
});

/** Gives a member the word back before the end; whatever took it is lifted. Safe to run twice. Throws Problem `member.not-found`. */
export const hearAgain = command(z.object({ member: idField }), async (ctx, { member }) => {
	await silenceMember(ctx, { member, until: null });
	await liftMeasures(ctx, { silenced: member });
	return { member };
});
