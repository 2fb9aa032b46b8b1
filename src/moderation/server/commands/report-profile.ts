import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { messageReported, reportThing } from '#moderation/events.ts';
import { mayFlag } from '#moderation/policy.ts';
import { reasons } from '#moderation/rules.ts';
import { idField, wordsField } from '#moderation/server/commands/flag-comment.ts';
import { refuseTooMany } from '#moderation/server/commands/report-message.ts';

export const ReportProfile = z.object({
	member: idField,
	reason: z.enum(reasons, 'missing'),
	words: wordsField,
});

/**
 * Hands a member's own page over to those who keep the peace: their name, picture, and what they say of themselves, as it stands now. Nothing in it is
 * private, so that nobody has to open it first. Safe to run twice: one that waits is one. Throws Problem `member.not-found`, `flag.too-many`.
 */
export const reportProfile = command(ReportProfile, async (ctx, { member, reason, words }) => {
	authorize(ctx.actor, 'member.report', mayFlag, { author: member });
	const person = await ctx.db
		.selectFrom('membership.member')
		.select(['id', 'name', 'bio'])
		.where('id', '=', member)
		.where('erased', 'is', null)
		.where('suspended', 'is', null)
		.executeTakeFirst();
	if (!person) throw notFound('member');
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	const by = memberOf(ctx.actor);
	await refuseTooMany(ctx, by);
	const text = [person.name, person.bio].filter(Boolean).join('\n\n');
	const pieces = [{ author: member, text, said: ctx.now.toISOString(), reported: true }];
	const made = await ctx.db
		.insertInto('moderation.report')
		.values({
			about: 'profile',
			message: null,
			member: by,
			author: member,
			reason,
			words,
			copy: sql`${JSON.stringify(pieces)}::text::jsonb`,
			reported: ctx.now,
			opened: ctx.now,
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made)
		ctx.record({ name: messageReported, about: reportThing(made.id), data: { report: made.id }, unsigned: true });
	return { member };
});
