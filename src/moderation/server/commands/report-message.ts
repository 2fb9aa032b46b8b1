import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { Problem } from '#platform/problem.ts';
import { copyAround } from '#message/server/index.ts';
import { messageReported, reportThing } from '#moderation/events.ts';
import { mayFlag } from '#moderation/policy.ts';
import { flagBrake, reasons } from '#moderation/rules.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';

export const ReportMessage = z.object({ message: idField, reason: z.enum(reasons, 'missing'), words: wordsField });

/**
 * Hands a private message over to those who keep the peace, with a little of what was said around it, as a copy: it is all that they see of
 * the talk. Safe to run twice. Throws Problem `message.not-found`, `flag.too-many`.
 */
export const reportMessage = command(ReportMessage, async (ctx, { message, reason, words }) => {
	const { author, pieces } = await copyAround(ctx, message);
	authorize(ctx.actor, 'message.report', mayFlag, { author });
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	const member = memberOf(ctx.actor);
	await refuseTooMany(ctx, member, message);
	const made = await ctx.db
		.insertInto('moderation.report')
		.values({
			message,
			member,
			author,
			reason,
			words,
			copy: sql`${JSON.stringify(pieces)}::text::jsonb`,
			reported: ctx.now,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	// Unsigned: who complains is nobody's business, and the talk is not named.
	if (made)
		ctx.record({ name: messageReported, about: reportThing(made.id), data: { report: made.id }, unsigned: true });
	return { message };
});

/**
 * Complaints of one member about messages and people are as many in a day as about comments, and come one after the other. `again`: the message that may
 * have been handed over before. Throws Problem `flag.too-many`.
 */
export async function refuseTooMany(ctx: Ctx, member: number | null, again = 0): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${`flag ${member}`}::text, 503))`.execute(ctx.db);
	const { count } = await ctx.db
		.selectFrom('moderation.report')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('member', '=', member)
		.where(sql<boolean>`message is distinct from ${again}::bigint`)
		.where('reported', '>', new Date(ctx.now.getTime() - 86_400_000))
		.executeTakeFirstOrThrow();
	if (Number(count) >= flagBrake.perDay) throw new Problem('flag.too-many', 429, { most: flagBrake.perDay });
}
