import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { mayReadThread } from '#community/policy.ts';
import { accessColumns } from '#community/server/index.ts';
import { commentFlagged } from '#moderation/events.ts';
import { mayFlag } from '#moderation/policy.ts';
import { flagBrake, longestWords, reasons } from '#moderation/rules.ts';

export const idField = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
export const wordsField = z.string().trim().max(longestWords, 'too-long').default('');

export const FlagComment = z.object({
	comment: idField,
	reason: z.enum(reasons, 'missing'),
	/** What is wrong, in the member's own words; needed where no reason fits. */
	words: wordsField,
});

interface Flagged {
	author: number | null;
	closed: Date | null;
	hidden: Date | null;
	withdrawn: Date | null;
	barred: boolean;
	quiet: boolean;
	readable: boolean;
	already: boolean;
	today: number;
}

/**
 * Complains of a comment, and with a thread's opening of the thread. It then waits in the queue; who complained is told to staff only.
 * Safe to run twice: one complaint per member and comment. Throws Problem `comment.not-found`, `flag.too-many`.
 */
export const flagComment = command(FlagComment, async (ctx, { comment, reason, words }) => {
	const member = memberOf(ctx.actor);
	// One complaint at a time, so that many sent at once cannot pass the brake together.
	await sql`select pg_advisory_xact_lock(hashtextextended(${`flag ${member}`}::text, 503))`.execute(ctx.db);
	const { rows } = await sql<Flagged>`
		select c.author, t.closed, t.hidden, t.withdrawn, ${accessColumns(ctx.actor, 't')}, c.hidden is null and c.deleted is null as readable,
			exists (select from moderation.flag f where f.comment = c.id and f.member = ${member}::bigint) as already,
			(select count(*)::int from moderation.flag f
				where f.member = ${member}::bigint and f.flagged > ${new Date(ctx.now.getTime() - 86_400_000)}::timestamptz) as today
		from community.comment c join community.thread t on t.id = c.thread
		where c.id = ${comment}::bigint`.execute(ctx.db);
	const [found] = rows;
	if (!found?.readable || !mayReadThread(ctx.actor, found)) throw notFound('comment');
	authorize(ctx.actor, 'comment.flag', mayFlag, found);
	if (found.already) return { comment };
	if (reason === 'other' && !words) throw invalidInput([{ path: 'words', key: 'missing' }]);
	if (found.today >= flagBrake.perDay) throw new Problem('flag.too-many', 429, { most: flagBrake.perDay });
	await ctx.db
		.insertInto('moderation.flag')
		.values({ comment, member: member ?? 0, reason, words, flagged: ctx.now })
		.execute();
	await sql`
		insert into moderation.item (comment, opened) values (${comment}::bigint, ${ctx.now}::timestamptz)
		on conflict (comment) do update set opened = excluded.opened, decision = null where item.decision is not null`.execute(
		ctx.db,
	);
	ctx.record({ name: commentFlagged, about: `comment:${comment}`, data: { comment } });
	return { comment };
});
